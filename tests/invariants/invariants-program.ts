import { parseArgs } from 'node:util';
import { walkHistory } from './walk-history.ts';

/**
 * `npm run invariants [-- --steps 1000000 --seed 1 --walks 10]` walks so many random steps, spread over
 * some histories of their own, through every machine of the house, and prints a JSON line per
 * history. Exit code 1 when an invariant broke.
 */
const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    walks: { type: 'string', default: '10' },
  },
});
const walks = Number(values.walks);
const stepsEach = Math.ceil(Number(values.steps) / walks);
const startedAtMs = performance.now();
let steps = 0;
let broken = 0;
for (let i = 0; i < walks; i++) {
  const seed = Number(values.seed) + i;
  const walked = walkHistory(stepsEach, seed);
  steps += walked.steps;
  broken += walked.broken === null ? 0 : 1;
  process.stdout.write(`${JSON.stringify({ seed, ...walked })}\n`);
}
const seconds = Math.round((performance.now() - startedAtMs) / 100) / 10;
process.stdout.write(`${JSON.stringify({ steps, broken, seconds })}\n`);
process.exit(broken === 0 ? 0 : 1);
