import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { HeldClip, Span } from '@ftz/shared/contract/recording.ts';
import { joinClips } from '@ftz/shared/state/join-clips.ts';
import type { Held } from '#domain/recordings.ts';
import { type Chunk, chunkMs, mediaFile, rowsFile } from './chunk.ts';
import { ChunkList, chunksIn, isMissing, namesIn } from './chunk-list.ts';

/** The id becomes a folder name. */
const safeId = /^[A-Za-z0-9_-]{1,64}$/;
const note = 'clips.json';
const untilNote = 'until.json';
/** A minute, and the segment that began in its last moment. */
const chunkReachMs = chunkMs + 10_000;

/**
 * What incidents keep: hard links to the same chunks, in a folder for each incident. The ring lets go of its
 * own name of a chunk, and the pictures stay while some incident has one. Nothing is copied, and what
 * is being written just now is held as well.
 */
export class HeldChunks {
  readonly #folder: string;
  readonly #clips = new Map<string, HeldClip[]>();
  readonly #chunks = new Map<string, Map<string, ChunkList>>();
  /** By incident, where two people said so. */
  readonly #keptUntil = new Map<string, number>();
  /** By how many incidents each chunk is held. */
  readonly #holders = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
    for (const incidentId of namesIn(folder)) this.#read(incidentId);
  }

  all(): Held[] {
    return [...this.#clips].map(([incidentId, clips]) => {
      return { incidentId, clips, keptUntilMs: this.#keptUntil.get(incidentId) ?? null };
    });
  }

  isHeld(cameraId: string, chunk: Chunk): boolean {
    return this.#holders.has(nameOf(cameraId, chunk));
  }

  /** Chunks of this camera that some incident holds, in this time; each once. */
  within(cameraId: string, fromMs: number, untilMs: number): Chunk[] {
    const found = new Map<number, Chunk>();
    for (const cameras of this.#chunks.values()) {
      for (const chunk of cameras.get(cameraId)?.within(fromMs, untilMs) ?? []) {
        found.set(chunk.startsAtMs, chunk);
      }
    }
    return [...found.values()];
  }

  /** Where an initialisation of a held clip lies, besides the ring. */
  initFiles(cameraId: string, name: string): string[] {
    return [...this.#clips.keys()].map((id) => join(this.#cameraFolder(id, cameraId), name));
  }

  /** The note of what is wanted is on the disk first: after a crash what comes later is held all the same. */
  note(incidentId: string, clips: readonly HeldClip[]): void {
    if (!safeId.test(incidentId)) throw new Error(`no incident's id: ${incidentId}`);
    const wanted = joinClips([...(this.#clips.get(incidentId) ?? []), ...clips]);
    mkdirSync(join(this.#folder, incidentId), { recursive: true, mode: 0o700 });
    this.#writeNote(incidentId, wanted);
  }

  /** Links a chunk for every incident that wants something of its time. */
  take(cameraId: string, chunk: Chunk, inits: readonly string[]): void {
    for (const [incidentId, clips] of this.#clips) {
      const isWanted = clips.some((clip) => clip.cameraId === cameraId && touches(chunk, clip));
      if (isWanted) this.#link(incidentId, cameraId, chunk, inits);
    }
  }

  /** A new initialisation in the middle of a minute that is held already. */
  takeInit(cameraId: string, { startsAtMs }: Chunk, path: string): void {
    for (const [incidentId, cameras] of this.#chunks) {
      const isHeld = cameras.get(cameraId)?.all.some((chunk) => chunk.startsAtMs === startsAtMs);
      if (isHeld) linkOnce(path, join(this.#cameraFolder(incidentId, cameraId), basename(path)));
    }
  }

  letGo(incidentId: string): void {
    if (!this.#clips.has(incidentId)) return;
    rmSync(join(this.#folder, incidentId), { recursive: true, force: true });
    this.#clips.delete(incidentId);
    this.#keptUntil.delete(incidentId);
    for (const [cameraId, { all }] of this.#chunks.get(incidentId) ?? [])
      for (const chunk of all) this.#count(cameraId, chunk, -1);
    this.#chunks.delete(incidentId);
  }

  /** The files first: where a crash comes between, it is asked again and finds its note. */
  erase(incidentId: string, clip: HeldClip): void {
    const clips = this.#clips.get(incidentId);
    if (!clips) return;
    const { cameraId } = clip;
    const left = clips.filter((each) => !isWithin(each, clip));
    const ofCamera = left.filter((each) => each.cameraId === cameraId);
    const list = this.#listOf(incidentId, cameraId);
    for (const chunk of list.within(clip.fromMs, clip.untilMs)) {
      if (!touches(chunk, clip) || ofCamera.some((each) => touches(chunk, each))) continue;
      rmSync(mediaFile(chunk.base), { force: true });
      rmSync(rowsFile(chunk.base), { force: true });
      list.remove(chunk);
      this.#count(cameraId, chunk, -1);
    }
    this.#writeNote(incidentId, left);
  }

  retain(incidentId: string, keptUntilMs: number): void {
    if (!this.#clips.has(incidentId)) return;
    this.#write(incidentId, untilNote, keptUntilMs);
    this.#keptUntil.set(incidentId, keptUntilMs);
  }

  #writeNote(incidentId: string, clips: HeldClip[]): void {
    this.#write(incidentId, note, clips);
    this.#clips.set(incidentId, clips);
  }

  #write(incidentId: string, name: string, said: unknown): void {
    const path = join(this.#folder, incidentId, name);
    writeFileSync(`${path}.new`, JSON.stringify(said), { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
  }

  #link(incidentId: string, cameraId: string, chunk: Chunk, inits: readonly string[]): void {
    const list = this.#listOf(incidentId, cameraId);
    if (list.all.some(({ startsAtMs }) => startsAtMs === chunk.startsAtMs)) return;
    const folder = this.#cameraFolder(incidentId, cameraId);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const base = join(folder, String(chunk.startsAtMs));
    for (const init of inits) linkOnce(init, join(folder, basename(init)));
    if (linkOnce(rowsFile(chunk.base), rowsFile(base))) {
      if (linkOnce(mediaFile(chunk.base), mediaFile(base))) {
        list.add({ base, startsAtMs: chunk.startsAtMs });
        this.#count(cameraId, chunk, 1);
      }
    }
  }

  #listOf(incidentId: string, cameraId: string): ChunkList {
    const cameras = this.#chunks.get(incidentId) ?? new Map<string, ChunkList>();
    this.#chunks.set(incidentId, cameras);
    const list = cameras.get(cameraId) ?? new ChunkList();
    cameras.set(cameraId, list);
    return list;
  }

  #cameraFolder(incidentId: string, cameraId: string): string {
    return join(this.#folder, incidentId, encodeURIComponent(cameraId));
  }

  #read(incidentId: string): void {
    const folder = join(this.#folder, incidentId);
    const clips = readNote<HeldClip[]>(join(folder, note));
    if (clips === null) return;
    const keptUntilMs = readNote<number>(join(folder, untilNote));
    if (keptUntilMs !== null) this.#keptUntil.set(incidentId, keptUntilMs);
    this.#clips.set(incidentId, clips);
    for (const cameraId of new Set(clips.map((clip) => clip.cameraId))) {
      const list = this.#listOf(incidentId, cameraId);
      list.addAll(chunksIn(this.#cameraFolder(incidentId, cameraId)));
      for (const chunk of list.all) this.#count(cameraId, chunk, 1);
    }
  }

  #count(cameraId: string, chunk: Chunk, by: 1 | -1): void {
    const name = nameOf(cameraId, chunk);
    const holders = (this.#holders.get(name) ?? 0) + by;
    if (holders > 0) this.#holders.set(name, holders);
    else this.#holders.delete(name);
  }
}

/** Whether a chunk may hold something of the time of a clip. */
export const touches = ({ startsAtMs }: Chunk, { fromMs, untilMs }: Span): boolean =>
  startsAtMs < untilMs && startsAtMs + chunkReachMs > fromMs;

const isWithin = (inner: HeldClip, { cameraId, fromMs, untilMs }: HeldClip): boolean =>
  inner.cameraId === cameraId && inner.fromMs >= fromMs && inner.untilMs <= untilMs;

/** A start names a chunk within its camera, in the ring and in every folder that holds it. */
const nameOf = (cameraId: string, { startsAtMs }: Chunk) => `${startsAtMs} ${cameraId}`;

/** Null where a crash came before the first note, or what lies there is none of ours. */
function readNote<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Whether the file is there under its new name now; false where the ring has let go of it meanwhile. */
function linkOnce(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return true;
    if (isMissing(error)) return false;
    throw error;
  }
}
