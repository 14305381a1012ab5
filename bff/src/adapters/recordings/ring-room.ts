import { statfsSync } from 'node:fs';
import type { CameraMinutes } from './camera-minutes.ts';
import { type Chunk, chunkMs } from './chunk.ts';
import { bytesOf } from './chunk-list.ts';

export type RingLimits = {
  /** How long a camera's pictures are kept; 0: it is not recorded. */
  hoursOf: (cameraId: string) => number;
  /** Of all cameras together, without what only incidents hold. */
  mostBytes: number;
  /** What always stays free on the disk, for which the ring gives up half of what it had that day. */
  leastFreeBytes: number;
};

/** What a look at the room found: what is in the ring, and what is missing of what must stay free, in bytes. */
export type Room = { bytes: number; shortBytes: number };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** So many are measured at each look: a start must not wait for a hundred thousand files. */
const measuredAtOnce = 5_000;

/**
 * How much room the ring takes, and what it lets go of. For a disk that is short it lets go of what frees something:
 * no minute that an incident holds. Where others fill the disk for good, giving everything would only put
 * it off: half of what the ring had in a day is not given up for them.
 */
export class RingRoom {
  readonly #folder: string;
  readonly #limits: RingLimits;
  readonly #cameras: ReadonlyMap<string, CameraMinutes>;
  readonly #isHeld: (cameraId: string, chunk: Chunk) => boolean;
  readonly #sizes = new Map<Chunk, number>();
  /** The oldest last: it is the first to be let go of. */
  readonly #unmeasured: Chunk[];
  #bytes = 0;
  #mostToday = 0;
  #day = 0;

  constructor(
    folder: string,
    limits: RingLimits,
    cameras: ReadonlyMap<string, CameraMinutes>,
    isHeld: (cameraId: string, chunk: Chunk) => boolean,
  ) {
    this.#folder = folder;
    this.#limits = limits;
    this.#cameras = cameras;
    this.#isHeld = isHeld;
    this.#unmeasured = [...cameras.values()]
      .flatMap(({ chunks }) => chunks.all)
      .sort((a, b) => b.startsAtMs - a.startsAtMs);
    this.#measure();
  }

  /** As far as measured. */
  get bytes(): number {
    return this.#bytes;
  }

  written(chunk: Chunk, bytes: number): void {
    this.#sizes.set(chunk, (this.#sizes.get(chunk) ?? 0) + bytes);
    this.#bytes += bytes;
    this.#mostToday = Math.max(this.#mostToday, this.#bytes);
  }

  /** Lets go of what is too old or too much. Cheap when nothing is. */
  sweep(nowMs: number): Room {
    this.#measure();
    this.#turnDay(nowMs);
    for (const [cameraId, camera] of this.#cameras) {
      const keptFromMs = nowMs - this.#limits.hoursOf(cameraId) * hourMs;
      for (let oldest = camera.chunks.oldest; oldest !== undefined; oldest = camera.chunks.oldest) {
        if (oldest.startsAtMs + chunkMs >= keptFromMs) break;
        this.drop(camera, oldest);
      }
    }
    while (this.#bytes > this.#limits.mostBytes && this.#dropOldest(() => true) !== null);
    while (this.#shortBytes() > 0 && this.#giveUp() !== null);
    return { bytes: this.#bytes, shortBytes: this.#shortBytes() };
  }

  /** On a full disk. False: nothing was let go of. */
  makeRoom(wantedBytes: number): boolean {
    let freed = 0;
    while (freed < wantedBytes) {
      const bytes = this.#giveUp();
      if (bytes === null) return freed > 0;
      freed += bytes;
    }
    return true;
  }

  /** Lets go of the oldest that frees something; answers how much, null: there is none. */
  #giveUp(): number | null {
    if (this.#bytes <= this.#mostToday / 2) return null;
    return this.#dropOldest((cameraId, chunk) => !this.#isHeld(cameraId, chunk));
  }

  /** Of all cameras, but for what is being written; answers its bytes, null: there is none. */
  #dropOldest(mayGo: (cameraId: string, chunk: Chunk) => boolean): number | null {
    let oldest: { camera: CameraMinutes; chunk: Chunk } | null = null;
    for (const [cameraId, camera] of this.#cameras) {
      const chunk = camera.chunks.all.find(
        (each) => each !== camera.openChunk && mayGo(cameraId, each),
      );
      if (chunk && (oldest === null || chunk.startsAtMs < oldest.chunk.startsAtMs))
        oldest = { camera, chunk };
    }
    return oldest === null ? null : this.drop(oldest.camera, oldest.chunk);
  }

  /** Lets go of one; answers its bytes. */
  drop(camera: CameraMinutes, chunk: Chunk): number {
    const counted = this.#sizes.get(chunk);
    const bytes = counted ?? bytesOf(chunk);
    camera.drop(chunk);
    this.#sizes.delete(chunk);
    this.#bytes -= counted ?? 0;
    return bytes;
  }

  #measure(): void {
    for (const chunk of this.#unmeasured.splice(-measuredAtOnce)) {
      const bytes = this.#sizes.has(chunk) ? 0 : bytesOf(chunk);
      if (bytes > 0) this.written(chunk, bytes);
    }
  }

  #turnDay(nowMs: number): void {
    const day = Math.floor(nowMs / dayMs);
    if (day === this.#day) return;
    // The first look is none: a start gives nobody a day.
    if (this.#day !== 0) this.#mostToday = this.#bytes;
    this.#day = day;
  }

  #shortBytes(): number {
    const { bavail, bsize } = statfsSync(this.#folder);
    return Math.max(0, this.#limits.leastFreeBytes - bavail * bsize);
  }
}
