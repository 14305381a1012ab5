import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Chunk, chunkMs, mediaFile, rowsFile } from './chunk.ts';
import { type Row, readRows } from './chunk-rows.ts';

const hourMs = 3_600_000;
/** No playlist may list a longer segment, so no chunk reaches further than this behind its minute. */
const longestSegmentMs = 60_000;
const chunkName = /^(\d{13})\.m4s$/;

/** Hours have folders of their own: none grows beyond a few hundred names. */
export const hourFolder = (startsAtMs: number) => String(Math.floor(startsAtMs / hourMs));

/** The chunks of one camera, in the order of time. */
export class ChunkList {
  readonly #chunks: Chunk[] = [];

  get oldest(): Chunk | undefined {
    return this.#chunks[0];
  }
  get newest(): Chunk | undefined {
    return this.#chunks.at(-1);
  }
  get all(): readonly Chunk[] {
    return this.#chunks;
  }

  /** Almost always the newest; a camera whose clock was set back comes in between. */
  add(chunk: Chunk): void {
    let at = this.#chunks.length;
    while (at > 0 && (this.#chunks[at - 1]?.startsAtMs ?? 0) > chunk.startsAtMs) at -= 1;
    this.#chunks.splice(at, 0, chunk);
  }

  /** Many, in any order. */
  addAll(chunks: readonly Chunk[]): void {
    this.#chunks.push(...chunks);
    this.#chunks.sort((a, b) => a.startsAtMs - b.startsAtMs);
  }

  remove(chunk: Chunk): void {
    const at = this.#chunks.indexOf(chunk);
    if (at >= 0) this.#chunks.splice(at, 1);
  }

  /** Those that may hold something of this time. */
  within(fromMs: number, untilMs: number): Chunk[] {
    const reach = chunkMs + longestSegmentMs;
    return this.#chunks.filter(
      ({ startsAtMs }) => startsAtMs < untilMs && startsAtMs + reach > fromMs,
    );
  }
}

/** What lies in one folder; nothing where there is none. */
export function chunksIn(folder: string): Chunk[] {
  return namesIn(folder).flatMap((name) => {
    const startsAtMs = chunkName.exec(name)?.[1];
    return startsAtMs === undefined
      ? []
      : [{ base: join(folder, startsAtMs), startsAtMs: Number(startsAtMs) }];
  });
}

export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** The rows of a chunk that can be believed; none where it has been let go of meanwhile. */
export function rowsOf({ base }: Chunk): Row[] {
  try {
    return readRows(readFileSync(rowsFile(base)), statSync(mediaFile(base)).size);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Null: there is none. */
export function readFileOf(path: string): Uint8Array<ArrayBuffer> | null {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Of its pictures. */
export const bytesOf = ({ base }: Chunk): number =>
  statSync(mediaFile(base), { throwIfNoEntry: false })?.size ?? 0;

/** Also where somebody put a file in the place of a folder. */
export const isMissing = (error: unknown) =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** The bytes of one segment; null where the chunk has been let go of meanwhile, or is shorter. */
export function readPart({ base }: Chunk, { offset, length }: Row): Uint8Array<ArrayBuffer> | null {
  try {
    const file = openSync(mediaFile(base), 'r');
    try {
      const bytes = new Uint8Array(length);
      return readSync(file, bytes, 0, length, offset) === length ? bytes : null;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Null: no name that we gave. */
export function cameraIdOf(folderName: string): string | null {
  try {
    return decodeURIComponent(folderName);
  } catch {
    return null;
  }
}
