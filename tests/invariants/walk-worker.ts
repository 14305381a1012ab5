import { parentPort, workerData } from 'node:worker_threads';
import { walkHistory } from './walk-history.ts';

/** What a worker is given: walks the histories of these seeds, and answers each as it ends. */
export type Walks = { seeds: number[]; stepsEach: number };

const { seeds, stepsEach } = workerData as Walks;
for (const seed of seeds) parentPort?.postMessage({ seed, ...walkHistory(stepsEach, seed) });
