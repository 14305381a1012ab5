import { parentPort, workerData } from 'node:worker_threads';
import { lockDataDir } from './data-dir-lock.ts';
import { openDatabase } from './open-database.ts';
import { renameRestored } from './rename-restored.ts';
import { guardRoom } from './room-guard.ts';
import { readEpoch } from './schema.ts';
import { isFatal, storageErrorOf } from './sqlite-failure.ts';
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

function openStore(start: WorkerStart): Store {
  const lock = lockDataDir(start.dataDir);
  try {
    const db = openDatabase(start.dataDir, start.freshEpoch);
    const unguarded = openTables(db, start.dataDir);
    const restored = renameRestored(db, unguarded, start);
    const tables = guardRoom(unguarded, start.dataDir);
    const close = (): void => {
      tryToNote(tables.keepHead);
      tables.close();
      lock.close();
    };
    tryToNote(tables.keepHead);
    const opened = { epoch: readEpoch(db), headSeq: tables.headSeq(), restored };
    return { tables: { ...tables, commit: notingCommit(tables), close }, opened };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** An old note proves less, and harms nothing. */
function tryToNote(note: () => void): void {
  try {
    note();
  } catch {
    // Noted again at the next commit, or within a minute.
  }
}

/** What was acknowledged is noted: a screen may have seen it. */
const notingCommit =
  (tables: Tables): Tables['commit'] =>
  (request) => {
    const answer = tables.commit(request);
    tryToNote(tables.jotHead);
    return answer;
  };

try {
  const { tables, opened } = openStore(workerData);
  parentPort?.on('message', (question: Question) => answer(tables, question));
  say({ kind: 'ready', opened });
} catch (error) {
  say({ kind: 'failed', failure: failureOf(error) });
}
