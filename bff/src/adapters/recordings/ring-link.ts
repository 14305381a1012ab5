import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { RingAnswer, RingQuestion, RingQuestions, RingSettings } from './ring-thread.ts';

export class RingFailure extends Error {
  override name = 'RingFailure';
  /** `full`: the disk, and nothing is left to let go of. `gone`: nobody answers. */
  readonly why: 'full' | 'failed' | 'gone';

  constructor(why: RingFailure['why'], message: string) {
    super(message);
    this.why = why;
  }
}

type Waiting = {
  beganMs: number;
  resolve: (value: never) => void;
  reject: (e: RingFailure) => void;
};

export type RingLink = {
  ask: <K extends keyof RingQuestions>(
    name: K,
    ...args: Parameters<RingQuestions[K]>
  ) => Promise<ReturnType<RingQuestions[K]>>;
  /** For how long the oldest question has waited, in milliseconds; 0: none does. */
  waitsForMs: () => number;
  close: () => Promise<void>;
};

const startAgainMs = 1_000;
const closesWithinMs = 3_000;

/** Asks the thread of the ring, and starts it again when it has died: what is on the disk is its truth. */
export function linkRing(settings: RingSettings): RingLink {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let again: NodeJS.Timeout | null = null;
  let nextId = 1;
  let closed = false;

  function start(): void {
    const begun = new Worker(new URL('./ring-thread.ts', import.meta.url), {
      workerData: settings,
    });
    worker = begun;
    begun.on('message', hear);
    // Its exit follows and says the same.
    begun.on('error', () => undefined);
    begun.on('exit', () => {
      worker = null;
      refuseAll('the thread of the recordings has ended');
      if (!closed) again = setTimeout(start, startAgainMs);
    });
  }

  function hear({ id, value, failure }: RingAnswer): void {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (failure) asked?.reject(new RingFailure(failure.full ? 'full' : 'failed', failure.message));
    else asked?.resolve(value as never);
  }

  function refuseAll(reason: string): void {
    for (const { reject } of waiting.values()) reject(new RingFailure('gone', reason));
    waiting.clear();
  }

  const ask: RingLink['ask'] = (name, ...args) =>
    new Promise((resolve, reject) => {
      if (worker === null) return reject(new RingFailure('gone', 'the recordings are starting'));
      const id = nextId++;
      waiting.set(id, { beganMs: performance.now(), resolve, reject });
      worker.postMessage({ id, name, args } satisfies RingQuestion);
    });

  start();
  return {
    ask,
    waitsForMs: () => {
      for (const { beganMs } of waiting.values()) return performance.now() - beganMs;
      return 0;
    },
    close: async () => {
      closed = true;
      if (again) clearTimeout(again);
      // A disk that hangs must not keep the house from ending.
      await Promise.race([
        ask('close').catch(() => undefined),
        pause(closesWithinMs, null, { ref: false }),
      ]);
      await worker?.terminate();
    },
  };
}
