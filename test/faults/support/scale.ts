import { randomInt } from 'node:crypto';

/** All of it, as it is run before a release. */
const FULL_RUNS = 300;

/** How often a process is killed in all, `FAULT_RUNS`; what else there is much of grows and shrinks with it. */
export const RUNS = Number(process.env['FAULT_RUNS'] ?? FULL_RUNS);

/** Everything that is drawn follows from it: `SEED=… npm run test:faults` draws the same again. */
export const SEED = Number(process.env['SEED'] ?? randomInt(1_000_000_000));

/** For what is held to a figure that depends on the draw: the short run draws the same each time, with some room left. */
export const SEED_OF_FIGURES = process.env['SEED'] === undefined && RUNS < FULL_RUNS ? 40 : SEED;

/** As much of something as this share of the full run. */
export function shareOf(full: number, atLeast: number): number {
  return Math.min(full, Math.max(atLeast, Math.round((full * RUNS) / FULL_RUNS)));
}

/** Said whatever comes of it, so that a run can be repeated. */
export function report(what: string, figures: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${what} ${JSON.stringify({ seed: SEED, ...figures })}\n`);
}
