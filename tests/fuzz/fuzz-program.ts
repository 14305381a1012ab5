import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { protocolReaders } from '@ftz/bff/app/protocol-readers.ts';
import { type FuzzOutcome, fuzzDecoder } from './fuzz-decoders.ts';
import { messagesOf } from './messages.ts';

/**
 * `npm run fuzz [-- --cases 10000000 --seed 1 --only PROTOCOL]` throws damaged messages at every decoder
 * and prints one JSON line per protocol and one for all. A decoder may not throw, may not take more than
 * 50 ms for one case, may not answer with more messages than bytes; and the heap may not grow. Exit code 1
 * when one does. The messages are captured ones, or those of our own simulators where nobody has any; on a
 * machine without captured ones it is noise for some, and the last line names them (`noiseOnly`).
 */

const batch = 20_000;
/** What a heap may differ by after as many cases as you like: caches of the engine, never a leak. */
const allowedGrowthMb = 24;

type Share = { cases: number; seed: number; only: string | null };
type WorkerReport = { outcomes: FuzzOutcome[]; growthMb: number };

function collector(): () => void {
  setFlagsFromString('--expose_gc');
  return runInNewContext('gc') as () => void;
}

function merge(total: FuzzOutcome | undefined, part: FuzzOutcome): FuzzOutcome {
  if (!total) return part;
  return {
    ...total,
    cases: total.cases + part.cases,
    understood: total.understood + part.understood,
    refused: total.refused + part.refused,
    faults: [...total.faults, ...part.faults].slice(0, 10),
    slowestMs: Math.max(total.slowestMs, part.slowestMs),
  };
}

/** Round after round over all decoders; the heap of the first full round is what later ones are held to. */
function work({ cases, seed, only }: Share): WorkerReport {
  const collect = collector();
  const readers = protocolReaders.filter(({ protocol }) => only === null || protocol === only);
  const messages = new Map(readers.map(({ protocol }) => [protocol, messagesOf(protocol)]));
  const outcomes = new Map<string, FuzzOutcome>();
  const perReader = Math.ceil(cases / readers.length);
  let firstHeap = 0;
  for (let done = 0; done < perReader; done += batch) {
    for (const [index, reader] of readers.entries()) {
      const now = Math.min(batch, perReader - done);
      const thrown = seed * 1_000_003 + done * 31 + index;
      const part = fuzzDecoder(reader, messages.get(reader.protocol) ?? [], now, thrown);
      outcomes.set(reader.protocol, merge(outcomes.get(reader.protocol), part));
    }
    collect();
    firstHeap ||= process.memoryUsage().heapUsed;
  }
  const growthMb = (process.memoryUsage().heapUsed - firstHeap) / 2 ** 20;
  return { outcomes: [...outcomes.values()], growthMb };
}

function startWorker(share: Share): Promise<WorkerReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: share });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function print(reports: readonly WorkerReport[], seconds: number): boolean {
  const totals = new Map<string, FuzzOutcome>();
  for (const outcome of reports.flatMap(({ outcomes }) => outcomes)) {
    totals.set(outcome.protocol, merge(totals.get(outcome.protocol), outcome));
  }
  const outcomes = [...totals.values()];
  for (const outcome of outcomes) process.stdout.write(`${JSON.stringify(outcome)}\n`);
  const cases = outcomes.reduce((sum, outcome) => sum + outcome.cases, 0);
  const faults = outcomes.reduce((sum, outcome) => sum + outcome.faults.length, 0);
  const growthMb = Math.max(...reports.map((report) => report.growthMb));
  const clean = faults === 0 && growthMb < allowedGrowthMb;
  const noiseOnly = outcomes
    .map(({ protocol }) => protocol)
    .filter((protocol) => messagesOf(protocol).length === 0);
  const total = {
    protocols: outcomes.length,
    cases,
    faults,
    heapGrowthMb: Math.round(growthMb * 10) / 10,
    slowestMs: Math.max(...outcomes.map(({ slowestMs }) => slowestMs)),
    seconds: Math.round(seconds),
    noiseOnly,
    clean,
  };
  process.stdout.write(`${JSON.stringify(total)}\n`);
  return clean;
}

async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string', default: '10000000' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
    },
  });
  const [cases, seed] = [Number(values.cases), Number(values.seed)];
  if (!(cases > 0) || !Number.isInteger(seed))
    throw new Error('--cases and --seed are whole numbers');
  const only = values.only ?? null;
  if (only !== null && !protocolReaders.some(({ protocol }) => protocol === only)) {
    throw new Error(`nobody here reads "${only}"`);
  }
  const threads = availableParallelism();
  const startedMs = performance.now();
  const shares = Array.from({ length: threads }, (_, at) => ({
    cases: Math.ceil(cases / threads),
    seed: seed + at * 7919,
    only,
  }));
  const reports = await Promise.all(shares.map(startWorker));
  return print(reports, (performance.now() - startedMs) / 1000) ? 0 : 1;
}

if (isMainThread) {
  process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`fuzz: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  });
} else {
  parentPort?.postMessage(work(workerData as Share));
}
