import type { DatabaseSync } from 'node:sqlite';
import { numberIn } from './row-values.ts';
import { type Chunk, cutChunks, longestChunkS } from './track-chunk.ts';
import type { TrackFrames } from './track-frames.ts';
import { tidyPoints } from './track-order.ts';
import { PointList } from './track-points.ts';
import { mostTails, type Tails } from './track-tails.ts';
import type { TrackVehicles } from './track-vehicles.ts';
import { inTransaction } from './transaction.ts';

/** How much of the oldest goes at once. */
const chunksGoneAtOnce = 200;
const vehiclesGoneAtOnce = 500;

type Sealed = { vehicle: number; frame: number; chunks: Chunk[] };

/** Turns tails into chunks and lets go of the oldest: a little at a time, each a transaction of its own. */
export class TrackSealing {
  readonly #db: DatabaseSync;
  readonly #tails: Tails;
  readonly #frames: TrackFrames;
  readonly #vehicles: TrackVehicles;
  readonly #pieceMs: number;
  readonly #list = new PointList();
  readonly #insert;
  readonly #mark;
  readonly #deleteOldest;
  readonly #namesAfter;
  readonly #hasChunk;
  readonly #deleteName;
  #forgetBeforeS = 0;
  /** The last vehicle that was looked at, null when there is nothing to look for. */
  #namesFrom: number | null = null;

  /** `pieceMs`: how long tails are encoded for one transaction; a batch of points may wait behind it. */
  constructor(
    db: DatabaseSync,
    tails: Tails,
    frames: TrackFrames,
    vehicles: TrackVehicles,
    pieceMs: number,
  ) {
    this.#pieceMs = pieceMs;
    this.#db = db;
    this.#tails = tails;
    this.#frames = frames;
    this.#vehicles = vehicles;
    this.#insert = db.prepare(
      'INSERT INTO chunk (vehicle, from_s, to_s, n, body) VALUES (?, ?, ?, ?, ?)',
    );
    this.#mark = db.prepare('UPDATE vehicle SET sealed_frame = ? WHERE number = ?');
    this.#deleteOldest = db.prepare(`DELETE FROM chunk WHERE id IN
      (SELECT id FROM chunk WHERE from_s < ? ORDER BY from_s LIMIT ${chunksGoneAtOnce})`);
    this.#namesAfter = db.prepare(
      `SELECT number FROM vehicle WHERE number > ? ORDER BY number LIMIT ${vehiclesGoneAtOnce}`,
    );
    this.#hasChunk = db.prepare('SELECT 1 FROM chunk WHERE vehicle = ? LIMIT 1');
    this.#deleteName = db.prepare('DELETE FROM vehicle WHERE number = ?');
  }

  /** From now on nothing older is kept, and no name that has no points. */
  forgetBefore(atS: number): void {
    this.#forgetBeforeS = atS;
    this.#namesFrom = 0;
  }

  /** One small piece of what is due. False: nothing was. */
  work(nowMs: number): boolean {
    const isSealing = this.#seal(() => this.#tails.nextDue(nowMs));
    return isSealing || this.#forgetChunks() || this.#forgetNames();
  }

  /** Seals whatever comes next until there is room for another batch. */
  makeRoom(): void {
    while (this.#tails.used >= mostTails) this.#seal(() => this.#tails.nextAny());
  }

  #seal(next: () => number | null): boolean {
    const sealed = this.#encode(next);
    if (sealed.length === 0 && !this.#frames.hasCovered) return false;
    const gone = inTransaction(this.#db, () => {
      for (const { vehicle, frame, chunks } of sealed) {
        for (const { fromS, toS, count, body } of chunks)
          this.#insert.run(vehicle, fromS, toS, count, body);
        this.#mark.run(frame, vehicle);
      }
      return this.#frames.deleteCovered();
    });
    this.#frames.settle(
      gone,
      sealed.map(({ vehicle }) => vehicle),
    );
    return true;
  }

  #encode(next: () => number | null): Sealed[] {
    const sealed = new Map<number, Sealed>();
    const untilMs = performance.now() + this.#pieceMs;
    do {
      const vehicle = next();
      if (vehicle === null || sealed.has(vehicle)) break;
      this.#list.clear();
      this.#tails.appendTo(this.#list, vehicle);
      tidyPoints(this.#list);
      const frame = this.#frames.newestOf(vehicle);
      sealed.set(vehicle, { vehicle, frame, chunks: cutChunks(this.#list) });
    } while (performance.now() < untilMs);
    return [...sealed.values()];
  }

  #forgetChunks(): boolean {
    // What begins so long before has ended before.
    const { changes } = this.#deleteOldest.run(this.#forgetBeforeS - longestChunkS);
    return Number(changes) > 0;
  }

  #forgetNames(): boolean {
    const from = this.#namesFrom;
    if (from === null) return false;
    const numbers = this.#namesAfter.all(from).map((row) => numberIn(row, 'number'));
    const named = this.#vehicles.named();
    const isUnused = (number: number) =>
      !named.has(number) && !this.#tails.has(number) && this.#hasChunk.get(number) === undefined;
    inTransaction(this.#db, () => {
      for (const number of numbers.filter(isUnused)) this.#deleteName.run(number);
    });
    this.#namesFrom = numbers.at(-1) ?? null;
    return numbers.length > 0;
  }
}
