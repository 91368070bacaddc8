import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/faults/**', 'test/bench/**'],
    sequence: { shuffle: true },
    // As many as there are processors: the rest of each is spent waiting. By itself it leaves one out.
    maxWorkers: '100%',
    restoreMocks: true,
    // Against what hangs, not a measure: on a busy machine a test takes three times as long.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
