import { hangingSinceMs, StallWatch } from './stall-watch.ts';
import { StorageError } from './storage-error.ts';
import { createPointColumns, packPoints } from './track-points.ts';
import type { OpenedTracks, TrackTables } from './track-tables.ts';
import type { WorkerLink } from './worker-link.ts';

export type TrackLink = WorkerLink<TrackTables, OpenedTracks>;

export const pointsPerFrame = 4000;
/** A commit for each point would be a sync of the disk for each: those that come close share one. */
const frameEveryMs = 50;
/** Some seconds of the worst flood. More would only hide that the disk has stopped. */
export const pointsThatMayWait = 40_000;
/** Names of vehicles that are remembered, so that each crosses to the thread once. */
const mostNames = 250_000;

/** Points that share a frame, and the promise that it is kept. */
class Batch {
  readonly columns = createPointColumns(pointsPerFrame);
  readonly names: string[] = [];
  readonly done: Promise<void>;
  readonly beganMs = performance.now();
  count = 0;
  resolve: () => void = () => undefined;
  reject: (error: unknown) => void = () => undefined;
  /** The place of the first of `names`. */
  readonly namesFrom: number;
  /** Which list of names its places are in. */
  readonly places: Map<string, number>;

  constructor(places: Map<string, number>) {
    this.places = places;
    this.namesFrom = places.size;
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Whoever kept a point hears of it; that nobody waits is no reason to end the process.
    this.done.catch(() => undefined);
  }
}

function placeIn({ places, names }: Batch, vehicleId: string): number {
  const known = places.get(vehicleId);
  if (known !== undefined) return known;
  const place = places.size;
  places.set(vehicleId, place);
  names.push(vehicleId);
  return place;
}

/**
 * Collects points into frames. A lone point goes at once; where they come all the time, a frame goes
 * every 50 ms, or as soon as it is full and the one before it is kept.
 */
export class TrackBatches {
  readonly #link: TrackLink;
  readonly #nowMs: () => number;
  /** By name, what the thread knows it by. A list that nobody can rely on is left, never changed. */
  #places = new Map<string, number>();
  readonly #queue: Batch[] = [];
  #waiting = 0;
  #underWay: Batch | null = null;
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #frames = 0;
  #points = 0;
  readonly #watch: StallWatch;

  constructor(link: TrackLink, nowMs: () => number) {
    this.#link = link;
    this.#nowMs = nowMs;
    this.#watch = new StallWatch(() => link.call('probe'), nowMs);
  }

  /** `failure` is that of the last frame, null once one has succeeded again. */
  get state() {
    return {
      frames: this.#frames,
      points: this.#points,
      waiting: this.#waiting,
      failure: this.#watch.failure?.message ?? null,
    };
  }

  /** Since when no point is kept, because frames fail or one hangs. Null while all is well. */
  get stalledSinceMs(): number | null {
    if (this.#watch.failure) return this.#watch.failure.sinceMs;
    const oldest = this.#underWay ?? this.#queue[0];
    return oldest === undefined ? null : hangingSinceMs(oldest.beganMs, this.#nowMs);
  }

  close(): void {
    this.#watch.close();
  }

  keep(
    vehicleId: string,
    atS: number,
    lonE6: number,
    latE6: number,
    speedDkph: number,
    headingDeg: number,
    area: number,
  ): Promise<void> {
    const refusal = this.#link.refusal();
    if (refusal !== null) return Promise.reject(new StorageError('gone', refusal));
    if (this.#waiting >= pointsThatMayWait) {
      return Promise.reject(
        new StorageError('overloaded', `${this.#waiting} points wait for the disk`),
      );
    }
    const batch = this.#openBatch();
    const row = batch.count++;
    const { columns } = batch;
    columns.vehicle[row] = placeIn(batch, vehicleId);
    columns.atS[row] = atS;
    columns.lonE6[row] = lonE6;
    columns.latE6[row] = latE6;
    columns.speedDkph[row] = speedDkph;
    columns.headingDeg[row] = headingDeg;
    columns.area[row] = area;
    this.#waiting += 1;
    if (batch.count === 1 || batch.count === pointsPerFrame) this.#plan();
    return batch.done;
  }

  /** Resolves when everything kept so far has been answered. */
  async drained(): Promise<void> {
    for (;;) {
      const last = this.#queue.at(-1) ?? this.#underWay;
      if (last === null) return;
      await last.done.catch(() => undefined);
    }
  }

  #openBatch(): Batch {
    const last = this.#queue.at(-1);
    const isOpen = last?.places === this.#places && last.count < pointsPerFrame;
    if (last !== undefined && isOpen) return last;
    if (this.#places.size >= mostNames) this.#places = new Map();
    const batch = new Batch(this.#places);
    this.#queue.push(batch);
    return batch;
  }

  #plan(): void {
    const [next] = this.#queue;
    if (next === undefined || this.#underWay !== null) return;
    // A second one waits behind a full one, or behind one whose names are of another list.
    const isFull = next.count === pointsPerFrame || this.#queue.length > 1;
    const waitMs = isFull ? 0 : this.#sentAtMs + frameEveryMs - performance.now();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(next), Math.max(0, waitMs));
  }

  async #send(batch: Batch): Promise<void> {
    this.#timer = null;
    this.#underWay = batch;
    this.#sentAtMs = performance.now();
    this.#queue.shift();
    const { count, names, namesFrom } = batch;
    try {
      const buffer = packPoints(batch.columns, count);
      await this.#link.call('keepFrame', { from: namesFrom, names }, count, buffer);
      this.#frames += 1;
      this.#points += count;
      this.#watch.succeeded();
      batch.resolve();
    } catch (error) {
      this.#watch.failed(error);
      // Nobody can say what the thread has heard of: everything is named anew.
      if (batch.places === this.#places) this.#places = new Map();
      batch.reject(error);
    } finally {
      this.#waiting -= count;
      this.#underWay = null;
      this.#plan();
    }
  }
}
