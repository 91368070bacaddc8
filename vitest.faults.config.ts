import { defineConfig } from 'vitest/config';

/** Processes killed, databases gone, Amazon failing: long, and one after the other. Its size is FAULT_RUNS. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
