import { StorageError } from './storage-error.ts';

const probeMs = 1_000;

type Failure = { message: string; sinceMs: number; full: boolean };

/**
 * Remembers that commits fail and since when, and while they do tries a tiny write every second: so
 * that it is known by itself when they succeed again, also when nobody has anything to write.
 */
export class StallWatch {
  #failure: Failure | null = null;
  #probing: NodeJS.Timeout | null = null;
  #closed = false;
  readonly #probe: () => Promise<unknown>;
  readonly #nowMs: () => number;

  constructor(probe: () => Promise<unknown>, nowMs: () => number) {
    this.#probe = probe;
    this.#nowMs = nowMs;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  failed(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const sinceMs = this.#failure?.sinceMs ?? this.#nowMs();
    this.#failure = { message, sinceMs, full: isDiskFull(error) };
    this.#probeSoon();
  }

  /** What people do is written on a full disk too, so that says nothing of its being full. */
  succeeded(): void {
    if (!this.#failure?.full) this.#failure = null;
  }

  close(): void {
    this.#closed = true;
    if (this.#probing) clearTimeout(this.#probing);
  }

  #probeSoon(): void {
    if (this.#closed) return;
    this.#probing ??= setTimeout(() => {
      this.#probe().then(
        () => this.#answered(null),
        (error: unknown) => this.#answered(error),
      );
    }, probeMs).unref();
  }

  #answered(error: unknown): void {
    this.#probing = null;
    if (error === null) this.#failure = null;
    else this.failed(error);
  }
}

export const isDiskFull = (error: unknown): boolean =>
  error instanceof StorageError && error.code === 'disk-full';
