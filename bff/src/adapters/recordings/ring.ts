import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { HeldClip, Span } from '@ftz/shared/contract/recording.ts';
import type { Held, RecordedSegment } from '#domain/recordings.ts';
import { CameraMinutes, initName } from './camera-minutes.ts';
import type { Chunk } from './chunk.ts';
import { cameraIdOf, namesIn, readFileOf, readPart, rowsOf } from './chunk-list.ts';
import type { Row } from './chunk-rows.ts';
import { HeldChunks, touches } from './held-chunks.ts';
import { type RingLimits, RingRoom, type Room } from './ring-room.ts';

export type NewSegment = {
  cameraId: string;
  startsAtMs: number;
  durationMs: number;
  begins: boolean;
  init: Uint8Array;
  media: Uint8Array;
};

/** What was kept already is listed again so long after at most. */
const listedAgainMs = 60_000;

/**
 * The pictures of every camera, the oldest let go of first. Works with the disk alone and at once (synchronous), so it
 * belongs into a thread of its own: a disk that hangs must not hold anybody else. Throws what the disk says.
 */
export class Ring {
  readonly #folder: string;
  readonly #cameras = new Map<string, CameraMinutes>();
  readonly #held: HeldChunks;
  readonly #room: RingRoom;
  /** Minutes that were begun and not yet offered to those who hold. */
  readonly #unheld: { cameraId: string; chunk: Chunk }[] = [];

  constructor(folder: string, limits: RingLimits) {
    this.#folder = folder;
    mkdirSync(join(folder, 'ring'), { recursive: true, mode: 0o700 });
    const held = new HeldChunks(join(folder, 'held'));
    this.#held = held;
    for (const name of namesIn(join(folder, 'ring'))) {
      const cameraId = cameraIdOf(name);
      // What is not named as we name a camera was put there by somebody else.
      if (cameraId !== null) this.#cameraOf(cameraId);
    }
    this.#room = new RingRoom(folder, limits, this.#cameras, (cameraId, chunk) =>
      held.isHeld(cameraId, chunk),
    );
  }

  get bytes(): number {
    return this.#room.bytes;
  }

  /** It is written when this returns, unless it was before; a full disk first loses what is oldest. */
  append(listed: NewSegment): void {
    const segment = this.#named(listed);
    if (segment === null) return;
    try {
      this.#write(segment);
    } catch (error) {
      if (!isFull(error) || !this.#room.makeRoom(2 * segment.media.length)) throw error;
      this.#write(segment);
    }
  }

  list(cameraId: string, { fromMs, untilMs }: Span): RecordedSegment[] {
    return this.#rows(cameraId, fromMs, untilMs)
      .filter(({ row }) => row.startsAtMs < untilMs && row.startsAtMs + row.durationMs > fromMs)
      .map(({ row: { startsAtMs, durationMs, init, begins } }) => ({
        startsAtMs,
        durationMs,
        init: initName(init),
        begins,
      }));
  }

  /** Null: it is not there, any more. Throws where its bytes are not those that were written. */
  segment(cameraId: string, startsAtMs: number): Uint8Array<ArrayBuffer> | null {
    const found = this.#rows(cameraId, startsAtMs, startsAtMs + 1).find(
      ({ row }) => row.startsAtMs === startsAtMs,
    );
    if (!found) return null;
    const bytes = readPart(found.chunk, found.row);
    if (bytes !== null && crc32(bytes) !== found.row.sum) throw new Error('damaged segment');
    return bytes;
  }

  init(cameraId: string, name: string): Uint8Array<ArrayBuffer> | null {
    if (!/^init-[0-9a-f]{16}\.mp4$/.test(name)) return null;
    const own = join(this.#cameraFolder(cameraId), name);
    for (const path of [own, ...this.#held.initFiles(cameraId, name)]) {
      const bytes = readFileOf(path);
      if (bytes !== null) return bytes;
    }
    return null;
  }

  hold(incidentId: string, clips: readonly HeldClip[]): void {
    this.#held.note(incidentId, clips);
    for (const { cameraId, fromMs, untilMs } of clips) {
      const camera = this.#cameras.get(cameraId);
      for (const chunk of camera?.chunks.within(fromMs, untilMs) ?? []) {
        this.#held.take(cameraId, chunk, camera?.initFiles ?? []);
      }
    }
  }

  letGo(incidentId: string): void {
    this.#held.letGo(incidentId);
  }

  /** Whole minutes. True: some are held for something else, and stay. */
  erase(incidentIds: readonly string[], clip: HeldClip): boolean {
    for (const incidentId of incidentIds) this.#held.erase(incidentId, clip);
    const { cameraId, fromMs, untilMs } = clip;
    const camera = this.#cameras.get(cameraId);
    for (const chunk of camera?.chunks.within(fromMs, untilMs) ?? []) {
      if (camera && touches(chunk, clip) && !this.#held.isHeld(cameraId, chunk))
        this.#room.drop(camera, chunk);
    }
    return this.#held.within(cameraId, fromMs, untilMs).some((chunk) => touches(chunk, clip));
  }

  retain(incidentId: string, keptUntilMs: number): void {
    this.#held.retain(incidentId, keptUntilMs);
  }

  held(): Held[] {
    return this.#held.all();
  }

  /** Lets go of what is too old or too much. Looked at now and then; cheap when nothing is. */
  sweep(nowMs: number): Room {
    return this.#room.sweep(nowMs);
  }

  close(): void {
    for (const camera of this.#cameras.values()) camera.end();
  }

  /**
   * Null: it is kept already, and was listed again. Where a clock that was set back comes to a moment that has a picture,
   * it is dated a little later: the start is its name.
   */
  #named(segment: NewSegment): NewSegment | null {
    const { cameraId, media } = segment;
    let { startsAtMs } = segment;
    if (startsAtMs >= this.#cameraOf(cameraId).latestMs()) return segment;
    const near = this.#rows(cameraId, startsAtMs - listedAgainMs, startsAtMs + listedAgainMs);
    const sum = crc32(media);
    if (near.some(({ row }) => row.length === media.length && row.sum === sum)) return null;
    const taken = new Set(near.map(({ row }) => row.startsAtMs));
    while (taken.has(startsAtMs)) startsAtMs += 1;
    return { ...segment, startsAtMs };
  }

  #write({ cameraId, startsAtMs, durationMs, begins, init, media }: NewSegment): void {
    const camera = this.#cameraOf(cameraId);
    const kept = camera.keepInit(init);
    const { chunk, isNew } = camera.chunkFor(startsAtMs);
    if (isNew) this.#unheld.push({ cameraId, chunk });
    // What is being held just now may need it as well.
    else if (kept.newFile !== null) this.#held.takeInit(cameraId, chunk, kept.newFile);
    camera.append({ startsAtMs, durationMs, begins, init: kept.init }, media);
    this.#room.written(chunk, media.length);
    this.#holdNew();
  }

  /** A full disk may take no link now: it is asked again with the next segment. */
  #holdNew(): void {
    const asked = this.#unheld.splice(0);
    for (const each of asked) {
      try {
        this.#held.take(each.cameraId, each.chunk, this.#cameraOf(each.cameraId).initFiles);
      } catch {
        this.#unheld.push(each);
      }
    }
  }

  /** Of the ring and of what incidents hold, each segment once. */
  #rows(cameraId: string, fromMs: number, untilMs: number): { chunk: Chunk; row: Row }[] {
    const chunks = new Map<number, Chunk>();
    for (const chunk of this.#held.within(cameraId, fromMs, untilMs))
      chunks.set(chunk.startsAtMs, chunk);
    for (const chunk of this.#cameras.get(cameraId)?.chunks.within(fromMs, untilMs) ?? [])
      chunks.set(chunk.startsAtMs, chunk);
    return [...chunks.values()]
      .flatMap((chunk) => rowsOf(chunk).map((row) => ({ chunk, row })))
      .sort((a, b) => a.row.startsAtMs - b.row.startsAtMs);
  }

  #cameraOf(cameraId: string): CameraMinutes {
    const camera = this.#cameras.get(cameraId) ?? new CameraMinutes(this.#cameraFolder(cameraId));
    this.#cameras.set(cameraId, camera);
    return camera;
  }

  #cameraFolder(cameraId: string): string {
    return join(this.#folder, 'ring', encodeURIComponent(cameraId));
  }
}

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
