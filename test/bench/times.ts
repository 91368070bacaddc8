/** Of repeated runs, in milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
}

/** Runs something often, after ten runs that do not count. */
export async function timesOf(repeats: number, run: (round: number) => Promise<unknown>): Promise<Times> {
  for (let round = 0; round < 10; round += 1) await run(round);
  const times: number[] = [];
  for (let round = 0; round < repeats; round += 1) {
    const began = performance.now();
    await run(round);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
