import { defineConfig } from 'vitest/config';

/** A whole product, simulated devices and a browser on two busy cores take long. */
const productTimeoutMs = 300_000;

/** Tests that start the product itself: one after another, for each measures what it does. */
const productTests = (name: string, groupOrder: number) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    fileParallelism: false,
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
          include: [
            '{shared,bff,web,mock-feeds}/src/**/*.test.{ts,tsx}',
            'tests/{contract,architecture,conformance,flow,fuzz,invariants,security,soak}/**/*.test.ts',
          ],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      productTests('faults', 1),
      productTests('e2e', 2),
    ],
  },
});
