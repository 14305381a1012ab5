import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { HeldClip, Span } from '@ftz/shared/contract/recording.ts';
import type { RecordedSegment } from '#domain/recordings.ts';
import { type Chunk, chunkMs, freeName, mediaFile, rowsFile } from './chunk.ts';
import {
  bytesOf,
  ChunkList,
  cameraIdOf,
  chunksIn,
  hourFolder,
  namesIn,
  readPart,
  rowsOf,
} from './chunk-list.ts';
import type { Row } from './chunk-rows.ts';
import { type ChunkWriter, openChunk } from './chunk-writer.ts';
import { HeldChunks } from './held-chunks.ts';

export type RingLimits = {
  /** How long a camera's pictures are kept; 0: it is not recorded. */
  hoursOf: (cameraId: string) => number;
  /** Of all cameras together, without what only incidents hold. */
  mostBytes: number;
  /** What always stays free on the disk. */
  leastFreeBytes: number;
};

export type NewSegment = {
  cameraId: string;
  startsAtMs: number;
  durationMs: number;
  begins: boolean;
  init: Uint8Array;
  media: Uint8Array;
};

type Camera = {
  chunks: ChunkList;
  /** The end of the newest segment; null until it is known. */
  newestMs: number | null;
  open: { writer: ChunkWriter; chunk: Chunk; minute: number } | null;
  inits: Set<string>;
};

const hourMs = 3_600_000;
/** So far back, and the camera's clock was set; less is what was kept already. */
const clockSetMs = 60_000;
const initName = (init: string) => `init-${init}.mp4`;

/**
 * The pictures of every camera, the oldest let go of first. Works with the disk alone and at once (synchronous), so it
 * belongs into a thread of its own: a disk that hangs must not hold anybody else. Throws what the disk says.
 */
export class Ring {
  readonly #folder: string;
  readonly #limits: RingLimits;
  readonly #cameras = new Map<string, Camera>();
  readonly #held: HeldChunks;
  /** Minutes that were begun and not yet offered to those who hold. */
  readonly #unheld: { cameraId: string; chunk: Chunk }[] = [];
  #bytes = 0;

  constructor(folder: string, limits: RingLimits) {
    this.#folder = folder;
    this.#limits = limits;
    mkdirSync(join(folder, 'ring'), { recursive: true, mode: 0o700 });
    this.#held = new HeldChunks(join(folder, 'held'));
    for (const name of namesIn(join(folder, 'ring'))) {
      const cameraId = cameraIdOf(name);
      // What is not named as we name a camera was put there by somebody else.
      if (cameraId !== null) this.#readCamera(cameraId);
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** It is written when this returns, unless it was before; a full disk first loses what is oldest. */
  append(segment: NewSegment): void {
    const newestMs = this.#newestMs(segment.cameraId);
    const behindMs = newestMs - segment.startsAtMs;
    if (behindMs > segment.durationMs / 2 && behindMs < clockSetMs) return;
    if (behindMs >= clockSetMs && this.#has(segment)) return;
    try {
      this.#write(segment);
    } catch (error) {
      if (!isFull(error) || !this.#makeRoom(2 * segment.media.length)) throw error;
      this.#write(segment);
    }
  }

  #has({ cameraId, startsAtMs }: NewSegment): boolean {
    const rows = this.#rows(cameraId, startsAtMs, startsAtMs + 1);
    return rows.some(({ row }) => row.startsAtMs === startsAtMs);
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
    const path = [own, ...this.#held.initFiles(cameraId, name)].find((each) => existsSync(each));
    return path === undefined ? null : new Uint8Array(readFileSync(path));
  }

  hold(incidentId: string, clips: readonly HeldClip[]): void {
    this.#held.note(incidentId, clips);
    for (const { cameraId, fromMs, untilMs } of clips) {
      for (const chunk of this.#cameras.get(cameraId)?.chunks.within(fromMs, untilMs) ?? []) {
        this.#held.take(cameraId, chunk, this.#initsOf(cameraId));
      }
    }
  }

  letGo(incidentId: string): void {
    this.#held.letGo(incidentId);
  }

  held(): { incidentId: string; clips: HeldClip[] }[] {
    return this.#held.all();
  }

  /** Lets go of what is too old or too much. Looked at now and then; cheap when nothing is. */
  sweep(nowMs: number): void {
    for (const [cameraId, { chunks }] of this.#cameras) {
      const keptFromMs = nowMs - this.#limits.hoursOf(cameraId) * hourMs;
      while ((chunks.oldest?.startsAtMs ?? nowMs) + chunkMs < keptFromMs) this.#drop(cameraId);
    }
    while (this.#bytes > this.#limits.mostBytes && this.#dropOldest());
    while (this.#freeBytes() < this.#limits.leastFreeBytes && this.#dropOldest());
  }

  close(): void {
    for (const camera of this.#cameras.values()) endChunk(camera);
  }

  #write({ cameraId, startsAtMs, durationMs, begins, init, media }: NewSegment): void {
    const camera = this.#cameraOf(cameraId);
    const name = createHash('sha256').update(init).digest('hex').slice(0, 16);
    this.#keepInit(cameraId, camera, name, init);
    const writer = this.#writerFor(cameraId, camera, startsAtMs);
    const before = writer.bytes();
    writer.append({ startsAtMs, durationMs, begins, init: name }, media);
    this.#bytes += writer.bytes() - before;
    camera.newestMs = startsAtMs + durationMs;
    this.#holdNew();
  }

  /** A full disk may take no link now: it is asked again with the next segment. */
  #holdNew(): void {
    const asked = this.#unheld.splice(0);
    for (const each of asked) {
      try {
        this.#held.take(each.cameraId, each.chunk, this.#initsOf(each.cameraId));
      } catch {
        this.#unheld.push(each);
      }
    }
  }

  #newestMs(cameraId: string): number {
    const camera = this.#cameraOf(cameraId);
    const rows =
      camera.newestMs === null && camera.chunks.newest ? rowsOf(camera.chunks.newest) : [];
    const last = rows.at(-1);
    camera.newestMs ??= last ? last.startsAtMs + last.durationMs : 0;
    return camera.newestMs;
  }

  #writerFor(cameraId: string, camera: Camera, startsAtMs: number): ChunkWriter {
    const minute = Math.floor(startsAtMs / chunkMs);
    if (camera.open?.minute === minute) return camera.open.writer;
    const folder = join(this.#cameraFolder(cameraId), hourFolder(startsAtMs));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    endChunk(camera);
    const chunk = freeName(folder, startsAtMs);
    const writer = openChunk(chunk.base);
    camera.open = { writer, chunk, minute };
    camera.chunks.add(chunk);
    this.#unheld.push({ cameraId, chunk });
    return writer;
  }

  #keepInit(cameraId: string, camera: Camera, init: string, bytes: Uint8Array): void {
    if (camera.inits.has(init)) return;
    const path = join(this.#cameraFolder(cameraId), initName(init));
    mkdirSync(this.#cameraFolder(cameraId), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.new`, bytes, { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
    camera.inits.add(init);
    // What is being held just now may need it as well.
    if (camera.open) this.#held.takeInit(cameraId, camera.open.chunk, path);
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

  #makeRoom(wantedBytes: number): boolean {
    const goal = this.#bytes - wantedBytes;
    let dropped = false;
    while (this.#bytes > goal && this.#dropOldest()) dropped = true;
    return dropped;
  }

  /** Of all cameras. False: there is nothing but what is being written. */
  #dropOldest(): boolean {
    let oldest: { cameraId: string; startsAtMs: number } | null = null;
    for (const [cameraId, { chunks, open }] of this.#cameras) {
      const chunk = chunks.oldest;
      if (!chunk || chunk === open?.chunk) continue;
      if (oldest === null || chunk.startsAtMs < oldest.startsAtMs)
        oldest = { cameraId, startsAtMs: chunk.startsAtMs };
    }
    if (oldest !== null) this.#drop(oldest.cameraId);
    return oldest !== null;
  }

  #drop(cameraId: string): void {
    const camera = this.#cameraOf(cameraId);
    const chunk = camera.chunks.dropOldest();
    if (!chunk) return;
    if (camera.open?.chunk === chunk) endChunk(camera);
    this.#bytes -= bytesOf(chunk);
    rmSync(mediaFile(chunk.base), { force: true });
    rmSync(rowsFile(chunk.base), { force: true });
    const folder = dirname(chunk.base);
    const next = camera.chunks.oldest;
    if (next && dirname(next.base) !== folder) rmSync(folder, { recursive: true, force: true });
  }

  #freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.#folder);
    return bavail * bsize;
  }

  #initsOf(cameraId: string): string[] {
    return [...this.#cameraOf(cameraId).inits].map((init) =>
      join(this.#cameraFolder(cameraId), initName(init)),
    );
  }

  #cameraOf(cameraId: string): Camera {
    const camera = this.#cameras.get(cameraId) ?? {
      chunks: new ChunkList(),
      newestMs: null,
      open: null,
      inits: new Set<string>(),
    };
    this.#cameras.set(cameraId, camera);
    return camera;
  }

  #readCamera(cameraId: string): void {
    const camera = this.#cameraOf(cameraId);
    const folder = this.#cameraFolder(cameraId);
    for (const name of namesIn(folder)) {
      const init = /^init-([0-9a-f]{16})\.mp4$/.exec(name)?.[1];
      if (init !== undefined) camera.inits.add(init);
      // Anything else is not ours, or was left by a crash.
      else if (/^\d+$/.test(name))
        for (const chunk of chunksIn(join(folder, name))) camera.chunks.add(chunk);
    }
    for (const chunk of camera.chunks.all) this.#bytes += bytesOf(chunk);
  }

  #cameraFolder(cameraId: string): string {
    return join(this.#folder, 'ring', encodeURIComponent(cameraId));
  }
}

/** Whatever the disk says, the chunk is not written to any more: its numbers of files may be others' by then. */
function endChunk(camera: Camera): void {
  const { open } = camera;
  camera.open = null;
  open?.writer.close();
}

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
