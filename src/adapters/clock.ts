import type { Clock } from '../ports/clock.js';

/** The system's time. */
export const systemClock: Clock = { now: () => new Date() };
