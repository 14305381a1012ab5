import { ageMsOf, wallMsOf } from './elapsed.ts';
import { StorageError } from './storage-error.ts';

const probeMs = 1_000;
/** What takes longer than this is no commit: the disk hangs. */
const slowMs = 2_000;

type Failure = { message: string; beganMs: number; full: boolean };

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

  /** `sinceMs` is wall time, by how long ago it was. */
  get failure(): { message: string; sinceMs: number } | null {
    if (this.#failure === null) return null;
    const { message, beganMs } = this.#failure;
    return { message, sinceMs: wallMsOf(beganMs, this.#nowMs) };
  }

  failed(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const beganMs = this.#failure?.beganMs ?? performance.now();
    // A disk that is full stays so, whatever else goes wrong on it, until `probe` finds room.
    const full = isDiskFull(error) || (this.#failure?.full ?? false);
    this.#failure = { message, beganMs, full };
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

/** Since when, on the wall, what began then and is not done hangs; null while it may still be work. */
export const hangingSinceMs = (beganMs: number, nowMs: () => number): number | null =>
  ageMsOf(beganMs) > slowMs ? wallMsOf(beganMs, nowMs) : null;

export const isDiskFull = (error: unknown): boolean =>
  error instanceof StorageError && error.code === 'disk-full';
