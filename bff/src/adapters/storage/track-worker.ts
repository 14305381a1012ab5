import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { isFatal, storageErrorOf } from './sqlite-failure.ts';
import { type OpenedTracks, openTrackTables, type TrackTables } from './track-tables.ts';
import type { Failure, FromWorker, Question } from './worker-talk.ts';

/**
 * The thread that owns the tracks. It has a file and a thread of its own, so that no alarm ever waits
 * behind a truck that moves.
 */

const idleMs = 250;
/** Between two pieces of work: whoever waits to be kept comes first. */
const pauseMs = 20;
/** After a failure, say a full disk. */
const retryMs = 2_000;

const say = (message: FromWorker, moved: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, moved);

function failureOf(error: unknown): Failure {
  const { code, message } = storageErrorOf(error);
  return { code, message };
}

const buffersOf = (value: unknown): ArrayBuffer[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).filter((part) => part instanceof ArrayBuffer)
    : [];

async function answer(tables: TrackTables, { id, name, args }: Question): Promise<void> {
  const ask = tables[name as keyof TrackTables] as (...args: unknown[]) => unknown;
  try {
    const value = await ask(...args);
    say({ kind: 'answer', id, value }, buffersOf(value));
  } catch (error) {
    // Dying is the honest answer: every caller is refused and the process must open anew.
    if (isFatal(error)) throw error;
    say({ kind: 'refusal', id, failure: failureOf(error) });
  }
}

/** Works by itself for as long as the thread lives. */
function keepHouse(work: () => boolean): { stop: () => void } {
  let isFailing = false;
  let timer = setTimeout(next, idleMs);

  function next(): void {
    timer = setTimeout(next, pieceOfWork());
  }

  function pieceOfWork(): number {
    try {
      const isMore = work();
      if (isFailing) say({ kind: 'upkeep', failure: null });
      isFailing = false;
      return isMore ? pauseMs : idleMs;
    } catch (error) {
      if (isFatal(error)) throw error;
      isFailing = true;
      say({ kind: 'upkeep', failure: failureOf(error) });
      return retryMs;
    }
  }

  return { stop: () => clearTimeout(timer) };
}

try {
  const { asked, work, damagedFrames } = openTrackTables(workerData, () => setImmediate());
  const house = keepHouse(work);
  const close = (): void => {
    house.stop();
    asked.close();
  };
  const tables: TrackTables = { ...asked, close };
  parentPort?.on('message', (question: Question) => void answer(tables, question));
  say({ kind: 'ready', opened: { damagedFrames } satisfies OpenedTracks });
} catch (error) {
  say({ kind: 'failed', failure: failureOf(error) });
}
