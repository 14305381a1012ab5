import { parentPort, workerData } from 'node:worker_threads';
import { lockDataDir } from './data-dir-lock.ts';
import { openDatabase } from './open-database.ts';
import { readEpoch } from './schema.ts';
import { isFatal, storageErrorOf } from './sqlite-failure.ts';
import { openTables, type Tables } from './tables.ts';
import type { Failure, FromWorker, Question, WorkerStart } from './worker-talk.ts';

/** The thread that owns the database: it answers one question after the other, synchronously. */

const say = (message: FromWorker): void => parentPort?.postMessage(message);

function failureOf(error: unknown): Failure {
  const { code, message } = storageErrorOf(error);
  return { code, message };
}

function answer(tables: Tables, { id, name, args }: Question): void {
  const ask = tables[name] as (...args: unknown[]) => unknown;
  try {
    say({ kind: 'answer', id, value: ask(...args) });
  } catch (error) {
    // Dying is the honest answer: every caller is refused and the process must open anew.
    if (isFatal(error)) throw error;
    say({ kind: 'refusal', id, failure: failureOf(error) });
  }
}

function openStore({ dataDir, freshEpoch }: WorkerStart): Tables & { epoch: string } {
  const lock = lockDataDir(dataDir);
  try {
    const db = openDatabase(dataDir, freshEpoch);
    const tables = openTables(db);
    const close = (): void => {
      tables.close();
      lock.close();
    };
    return { ...tables, close, epoch: readEpoch(db) };
  } catch (error) {
    lock.close();
    throw error;
  }
}

try {
  const { epoch, ...tables } = openStore(workerData);
  parentPort?.on('message', (question: Question) => answer(tables, question));
  say({ kind: 'ready', epoch, headSeq: tables.headSeq() });
} catch (error) {
  say({ kind: 'failed', failure: failureOf(error) });
}
