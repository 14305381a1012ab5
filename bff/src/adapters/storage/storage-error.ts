/**
 * Why the storage refused. Only `gone` and `damaged` do not heal by themselves: the process has to
 * start anew. After every other one a later call may succeed, and nothing of this one was kept.
 */
export type StorageErrorCode =
  /** Another process owns this DATA_DIR. */
  | 'data-dir-in-use'
  /** The store was written by a newer version of this program. */
  | 'schema-too-new'
  | 'disk-full'
  /** More is waiting for the disk than may wait. */
  | 'overloaded'
  /** More was asked for than is answered at once. */
  | 'too-large'
  /** The identifier exists already, or cannot be one. */
  | 'bad-id'
  /** Bytes on the disk are not those that were written. */
  | 'damaged'
  | 'failed'
  /** The storage was closed, or its thread has died. */
  | 'gone';

export class StorageError extends Error {
  override name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(`${code}: ${message}`, options);
    this.code = code;
  }
}
