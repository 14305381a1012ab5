import type { StorageErrorCode } from './storage-error.ts';

/** What the log's thread is born with. `freshEpoch` counts only where there is no store yet. */
export type WorkerStart = { dataDir: string; freshEpoch: string };

/** What a thread can be asked, by name. An `ArrayBuffer` among the arguments moves over: it is not copied. */
export type Askable = Record<string, (...args: never[]) => unknown>;

export type Question = { id: number; name: string; args: unknown[] };

export type Failure = { code: StorageErrorCode; message: string };

/**
 * The thread speaks first: `ready` with what the store said when it was opened, or `failed` and its
 * end. Then one answer for each question. `upkeep` is what it does by itself: null while it succeeds.
 */
export type FromWorker =
  | { kind: 'ready'; opened: unknown }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'refusal'; id: number; failure: Failure }
  | { kind: 'upkeep'; failure: Failure | null };
