import { defineConfig } from 'vitest/config';

/** The pure tests alone: nothing is bundled, no local cloud is started, so that a mutant is judged in a second. */
export default defineConfig({
  test: {
    setupFiles: ['test/seed.ts'],
    include: [
      'test/domain/{refunds,returns,lifecycle,approvals,clocks}/**/*.test.ts',
      'test/domain/texts/{amount-parts,log-text}.test.ts',
      'test/domain/money.test.ts',
    ],
    // A worker for each file costs more than its tests. Stryker starts new ones for each mutant.
    isolate: false,
    testTimeout: 20_000,
  },
});
