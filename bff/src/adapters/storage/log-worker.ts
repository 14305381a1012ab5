import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { lockDataDir } from './data-dir-lock.ts';
import { readNotedHead } from './head-file.ts';
import { openDatabase } from './open-database.ts';
import { shrinkReserve } from './reserve.ts';
import { guardRoom } from './room-guard.ts';
import { readEpoch, renameEpoch } from './schema.ts';
import { isFatal, isFull, storageErrorOf } from './sqlite-failure.ts';
import { type OpenedLog, openTables, type Tables } from './tables.ts';
import type { Failure, FromWorker, Question, WorkerStart } from './worker-talk.ts';

/** The thread that owns the database: it answers one question after the other, synchronously. */

const say = (message: FromWorker): void => parentPort?.postMessage(message);

function failureOf(error: unknown): Failure {
  const { code, message } = storageErrorOf(error);
  return { code, message };
}

function answer(tables: Tables, { id, name, args }: Question): void {
  const ask = tables[name as keyof Tables] as (...args: unknown[]) => unknown;
  try {
    say({ kind: 'answer', id, value: ask(...args) });
  } catch (error) {
    // Dying is the honest answer: every caller is refused and the process must open anew.
    if (isFatal(error)) throw error;
    say({ kind: 'refusal', id, failure: failureOf(error) });
  }
}

type Store = { tables: Tables; opened: OpenedLog };

/** A log that is not what was noted of it has been restored, and gets a name of its own. */
function renameRestored(db: DatabaseSync, tables: Tables, start: WorkerStart): boolean {
  const noted = readNotedHead(start.dataDir);
  if (noted === null || tables.hashOfEntry(noted.seq) === noted.hash) return false;
  renameEpoch(db, start.freshEpoch);
  return true;
}

function openStore(start: WorkerStart): Store {
  const lock = lockDataDir(start.dataDir);
  try {
    const db = openWithRoom(start);
    const tables = guardRoom(openTables(db, start.dataDir), start.dataDir);
    const restored = renameRestored(db, tables, start);
    const close = (): void => {
      tryToKeepHead(tables);
      tables.close();
      lock.close();
    };
    tryToKeepHead(tables);
    const opened = { epoch: readEpoch(db), headSeq: tables.headSeq(), restored };
    return { tables: { ...tables, close }, opened };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** An old note proves less, and harms nothing. */
function tryToKeepHead(tables: Tables): void {
  try {
    tables.keepHead();
  } catch {
    // Noted again within a minute.
  }
}

/** Where a full disk keeps the store from being opened, the reserve makes room for that. */
function openWithRoom({ dataDir, freshEpoch }: WorkerStart): DatabaseSync {
  try {
    return openDatabase(dataDir, freshEpoch);
  } catch (error) {
    if (!isFull(error) || !shrinkReserve(dataDir)) throw error;
    return openDatabase(dataDir, freshEpoch);
  }
}

try {
  const { tables, opened } = openStore(workerData);
  parentPort?.on('message', (question: Question) => answer(tables, question));
  say({ kind: 'ready', opened });
} catch (error) {
  say({ kind: 'failed', failure: failureOf(error) });
}
