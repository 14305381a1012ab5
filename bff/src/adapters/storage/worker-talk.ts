import type { StorageErrorCode } from './storage-error.ts';
import type { Tables } from './tables.ts';

/** What the thread is born with. `freshEpoch` counts only where there is no store yet. */
export type WorkerStart = { dataDir: string; freshEpoch: string };

export type Question = { id: number; name: keyof Tables; args: unknown[] };

export type Failure = { code: StorageErrorCode; message: string };

/** The thread speaks first: `ready`, or `failed` and its end. Then one answer for each question, in order. */
export type FromWorker =
  | { kind: 'ready'; epoch: string; headSeq: number }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'refusal'; id: number; failure: Failure };
