import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['default'],
    globalSetup: ['test/bundle-once.ts'],
    setupFiles: ['test/seed.ts', ...(process.env.REDRESS_RECORD ? ['test/record-evaluations.ts'] : [])],
    // Both of two cores: left to itself, vitest keeps one for itself, which it hardly uses.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{architecture,domain,functions,workflows}/**/*.test.ts'],
          // A worker of its own for each file costs as much as the tests. Whatever a file mocks, it restores.
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        // These start clouds, stages and processes.
        test: { name: 'infra', include: ['test/{infra,scripts,guards}/**/*.test.ts'], testTimeout: 20_000 },
      },
      { extends: true, test: { name: 'journeys', include: ['test/journeys/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
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
