import { defineConfig } from 'vitest/config';

/** Ten times what is needed at rest: a busy machine is no reason to fail. */
const patienceMs = 120_000;
const expectations = { poll: { timeout: 15_000 } };
const patience = ['tests/patience.ts'];

/** A whole product, simulated devices and a browser on two busy cores take long. */
const productTimeoutMs = 300_000;

/** Tests that start the product itself: one after another, for each measures what it does. */
const productTests = (name: string, groupOrder: number, globalSetup: string[] = []) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    globalSetup,
    fileParallelism: false,
    setupFiles: patience,
    expect: expectations,
    testTimeout: productTimeoutMs,
    hookTimeout: productTimeoutMs,
    sequence: { groupOrder },
  },
});

export default defineConfig({
  test: {
    // Many tests run a server of their own beside the worker.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'logic',
          globalSetup: 'tests/prepare-run.ts',
          // To load the same modules for each file costs more than all tests.
          isolate: false,
          include: [
            '{shared,bff,web,mock-feeds}/src/**/*.test.{ts,tsx}',
            'tests/{contract,architecture,conformance,flow,fuzz,invariants,security,soak}/**/*.test.ts',
          ],
          setupFiles: [...patience, 'tests/leave-no-trace.ts'],
          expect: expectations,
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
          sequence: { groupOrder: 0 },
        },
      },
      productTests('faults', 1),
      productTests('e2e', 2, ['scripts/build-pages.mjs']),
    ],
  },
});
