/** What may keep the app from taking requests, in the words of `/readyz`. */
export type Obstacle = 'stopping' | 'Slack does not say who the app is';

/** What the app itself knows of its readiness. */
export interface Readiness {
  set(obstacle: Obstacle): void;
  clear(obstacle: Obstacle): void;
  obstacles(): readonly Obstacle[];
}

export function createReadiness(): Readiness {
  const present = new Set<Obstacle>();
  return {
    set: (obstacle) => void present.add(obstacle),
    clear: (obstacle) => void present.delete(obstacle),
    obstacles: () => [...present],
  };
}
