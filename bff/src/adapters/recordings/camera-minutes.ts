import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Chunk, chunkMs, freeName, mediaFile, rowsFile } from './chunk.ts';
import { ChunkList, chunksIn, hourFolder, namesIn, rowsOf } from './chunk-list.ts';
import type { Row } from './chunk-rows.ts';
import { type ChunkWriter, openChunk } from './chunk-writer.ts';

/** What a row needs to know of a segment besides its place. */
type Named = Pick<Row, 'startsAtMs' | 'durationMs' | 'begins' | 'init'>;

export const initName = (init: string) => `init-${init}.mp4`;

/** The minutes of one camera in the folder of the ring: what is there, and the one that is being written. */
export class CameraMinutes {
  readonly chunks = new ChunkList();
  readonly #folder: string;
  readonly #inits = new Set<string>();
  #open: { writer: ChunkWriter; chunk: Chunk; minute: number } | null = null;
  #latestMs: number | null = null;

  constructor(folder: string) {
    this.#folder = folder;
    const found: Chunk[] = [];
    for (const name of namesIn(folder)) {
      const init = /^init-([0-9a-f]{16})\.mp4$/.exec(name)?.[1];
      if (init !== undefined) this.#inits.add(init);
      // Anything else is not ours, or was left by a crash.
      else if (/^\d+$/.test(name)) found.push(...chunksIn(join(folder, name)));
    }
    this.chunks.addAll(found);
  }

  /** The one that is being written. */
  get openChunk(): Chunk | null {
    return this.#open?.chunk ?? null;
  }

  /** Where its initialisations lie. */
  get initFiles(): string[] {
    return [...this.#inits].map((init) => join(this.#folder, initName(init)));
  }

  /** The latest moment that any picture reaches to; 0: there is none. */
  latestMs(): number {
    const { newest } = this.chunks;
    const rows = this.#latestMs === null && newest ? rowsOf(newest) : [];
    this.#latestMs ??= Math.max(
      0,
      ...rows.map(({ startsAtMs, durationMs }) => startsAtMs + durationMs),
    );
    return this.#latestMs;
  }

  /** Keeps an initialisation once, under the name that rows call it by; `newFile`: where, if it was not there. */
  keepInit(bytes: Uint8Array): { init: string; newFile: string | null } {
    const init = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    if (this.#inits.has(init)) return { init, newFile: null };
    const newFile = join(this.#folder, initName(init));
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeFileSync(`${newFile}.new`, bytes, { mode: 0o600, flush: true });
    renameSync(`${newFile}.new`, newFile);
    this.#inits.add(init);
    return { init, newFile };
  }

  /** The chunk that a segment of this time goes into, and whether it has just begun. */
  chunkFor(startsAtMs: number): { chunk: Chunk; isNew: boolean } {
    const minute = Math.floor(startsAtMs / chunkMs);
    const open = this.#open;
    // A clock that was set back within its minute begins another: no row is older than its chunk.
    if (open?.minute === minute && startsAtMs >= open.chunk.startsAtMs)
      return { chunk: open.chunk, isNew: false };
    const folder = join(this.#folder, hourFolder(startsAtMs));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.end();
    const chunk = freeName(folder, startsAtMs);
    this.#open = { writer: openChunk(chunk.base), chunk, minute };
    this.chunks.add(chunk);
    return { chunk, isNew: true };
  }

  /** Into the chunk that `chunkFor` answered last. */
  append(segment: Named, media: Uint8Array): void {
    this.#open?.writer.append(segment, media);
    this.#latestMs = Math.max(this.latestMs(), segment.startsAtMs + segment.durationMs);
  }

  /** Lets go of the ring's names of a chunk, and of its hour when it was the last there. */
  drop(chunk: Chunk): void {
    if (this.#open?.chunk === chunk) this.end();
    this.chunks.remove(chunk);
    rmSync(mediaFile(chunk.base), { force: true });
    rmSync(rowsFile(chunk.base), { force: true });
    const hour = dirname(chunk.base);
    if (!this.chunks.all.some(({ base }) => dirname(base) === hour))
      rmSync(hour, { recursive: true, force: true });
  }

  /** Whatever the disk says, the chunk is not written to any more: its numbers of files may be others' by then. */
  end(): void {
    const open = this.#open;
    this.#open = null;
    open?.writer.close();
  }
}
