import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// `isolate: false`: a worker of its own for each file costs as much as most tests do. Whatever a file mocks, it restores.

export default defineConfig({
  test: {
    reporters: ['default'],
    globalSetup: ['test/bundle-once.ts'],
    setupFiles: ['test/seed.ts', ...(process.env.REDRESS_RECORD ? ['test/record-evaluations.ts'] : [])],
    // Both of two cores: left to itself, vitest keeps one for itself, which it hardly uses.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A local cloud makes much that lives shortly: with more room for it, a tenth less time goes into collecting it.
    execArgv: ['--max-semi-space-size=64'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/journeys/**', 'test/browser/**', 'test/deploy/**', 'test/faults/**', 'test/stripe/**'],
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: { name: 'journeys', include: ['test/journeys/**/*.test.ts'], isolate: false, testTimeout: 60_000, hookTimeout: 60_000 },
      },
      { extends: true, test: { name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'deploy',
          include: ['test/deploy/**/*.test.ts'],
          globalSetup: ['test/deploy/emulator/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      { extends: true, test: { name: 'stripe', include: ['test/stripe/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 300_000 } },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 60_000 } },
    ],
  },
});
