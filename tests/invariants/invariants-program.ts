import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Walked } from './walk-history.ts';
import type { Walks } from './walk-worker.ts';

/**
 * `npm run invariants [-- --steps 1000000 --seed 1 --walks 125]` walks so many random steps, spread over
 * some histories of their own, through every machine of the house, on every core, and prints a JSON
 * line per history. Exit code 1 when an invariant broke.
 *
 * A history that goes on for longer costs more than its length: nobody ever empties such a house.
 */
const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    walks: { type: 'string', default: '125' },
  },
});
const walks = Number(values.walks);
const stepsEach = Math.ceil(Number(values.steps) / walks);
const seeds = Array.from({ length: walks }, (_, i) => Number(values.seed) + i);
const cores = Math.min(walks, availableParallelism());
const startedAtMs = performance.now();
let steps = 0;
let broken = 0;

await Promise.all(
  Array.from({ length: cores }, (_, core) => walkOn(seeds.filter((_, i) => i % cores === core))),
);
const seconds = Math.round((performance.now() - startedAtMs) / 100) / 10;
process.stdout.write(`${JSON.stringify({ steps, walks, broken, seconds })}\n`);
process.exit(broken === 0 ? 0 : 1);

/** Rejects where a walk throws: what cannot be walked is no history that held. */
function walkOn(seeds: number[]): Promise<void> {
  const workerData: Walks = { seeds, stepsEach };
  const worker = new Worker(new URL('./walk-worker.ts', import.meta.url), { workerData });
  worker.on('message', (walked: Walked & { seed: number }) => {
    steps += walked.steps;
    broken += walked.broken === null ? 0 : 1;
    process.stdout.write(`${JSON.stringify(walked)}\n`);
  });
  return new Promise((resolve, reject) => worker.on('error', reject).on('exit', () => resolve()));
}
