import type { DatabaseSync } from 'node:sqlite';
import { bytesIn, numberIn } from './row-values.ts';
import { StorageError } from './storage-error.ts';
import { decodeFrame, encodeFrame, orderByVehicle } from './track-frame.ts';
import { type PointColumns, pointColumnsIn } from './track-points.ts';
import type { Tails } from './track-tails.ts';
import type { TrackVehicles } from './track-vehicles.ts';
import { inTransaction } from './transaction.ts';

/** How many covered frames go at once: a vehicle that stood may have held up thousands. */
const goneAtOnce = 64;

/** How many points of a frame are in no chunk yet, by its number. */
type Uncovered = Map<number, number>;

const rowsOf = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row);

/** The points as they came: each batch is one row, until chunks hold all of it. */
export class TrackFrames {
  readonly #db: DatabaseSync;
  readonly #tails: Tails;
  readonly #vehicles: TrackVehicles;
  readonly #insert;
  readonly #delete;
  readonly #uncovered: Uncovered = new Map();
  #covered: number[] = [];
  #next = 1;
  /** Tails hold the number of a frame less this, in 32 bits. */
  #base: number | null = null;
  /** Frames that could not be read at the start: left where they are. */
  damaged = 0;

  constructor(db: DatabaseSync, tails: Tails, vehicles: TrackVehicles) {
    this.#db = db;
    this.#tails = tails;
    this.#vehicles = vehicles;
    this.#insert = db.prepare('INSERT INTO frame (id, body) VALUES (?, ?)');
    this.#delete = db.prepare('DELETE FROM frame WHERE id = ?');
  }

  /** Makes the tails what they were when the store was last open. */
  rebuild(nowMs: number): void {
    const sealed = new Map<number, number>();
    for (const row of this.#db.prepare('SELECT number, sealed_frame FROM vehicle').iterate()) {
      const frame = numberIn(row, 'sealed_frame');
      sealed.set(numberIn(row, 'number'), frame);
      this.#next = Math.max(this.#next, frame + 1);
    }
    const frames = this.#db.prepare('SELECT id, body FROM frame ORDER BY id').iterate();
    for (const row of frames) {
      const id = numberIn(row, 'id');
      this.#base ??= id - 1;
      this.#next = Math.max(this.#next, id + 1);
      this.#takeBack(id, bytesIn(row, 'body'), sealed, nowMs);
    }
    this.#base ??= this.#next - 1;
  }

  #takeBack(id: number, body: Uint8Array, sealed: Map<number, number>, nowMs: number): void {
    try {
      const { count, points } = decodeFrame(body);
      const open = rowsOf(count).filter((row) => {
        // A vehicle that the store has forgotten had nothing left to be kept.
        const sealedFrame = sealed.get(points.vehicle[row] ?? 0) ?? id;
        return id > sealedFrame;
      });
      this.#addToTails(id, points, open, nowMs);
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'damaged') throw error;
      this.damaged += 1;
    }
  }

  /** Commits a batch whose vehicles are places in what was learned; all of it or nothing. */
  keep(count: number, buffer: ArrayBuffer, nowMs: number): void {
    const points = pointColumnsIn(buffer, count);
    const id = this.#next;
    let holds = false;
    try {
      const order = inTransaction(this.#db, () => {
        for (let row = 0; row < count; row++)
          points.vehicle[row] = this.#vehicles.numberAt(points.vehicle[row] ?? 0);
        const order = orderByVehicle(points, count);
        this.#insert.run(id, encodeFrame(points, order));
        return order;
      });
      holds = true;
      this.#next = id + 1;
      this.#addToTails(id, points, order, nowMs);
    } finally {
      this.#vehicles.settle(holds);
    }
  }

  /** Fails as a frame would, and keeps nothing: no frame has this number. */
  probe(): void {
    inTransaction(this.#db, () => {
      this.#insert.run(0, new Uint8Array(0));
      this.#delete.run(0);
    });
  }

  #addToTails(id: number, points: PointColumns, rows: Uint32Array, nowMs: number): void {
    let added = 0;
    const frame = id - (this.#base ?? 0);
    for (const row of rows) if (this.#tails.add(points, row, frame, nowMs)) added += 1;
    if (added === 0) this.#covered.push(id);
    else this.#uncovered.set(id, added);
  }

  /** The newest frame with a point of this vehicle's tail. */
  newestOf(vehicle: number): number {
    let newest = 0;
    this.#tails.eachSlot(vehicle, (_points, frame, _from, to) => {
      newest = Math.max(newest, frame[to - 1] ?? 0);
    });
    return newest + (this.#base ?? 0);
  }

  /** Whether frames wait to go. */
  get hasCovered(): boolean {
    return this.#covered.length > 0;
  }

  /** Within a transaction: deletes some of the covered frames, and says how many. */
  deleteCovered(): number {
    const gone = this.#covered.slice(0, goneAtOnce);
    for (const id of gone) this.#delete.run(id);
    return gone.length;
  }

  /** The transaction holds: so many frames are gone, and chunks hold the tails of these vehicles. */
  settle(gone: number, sealed: readonly number[]): void {
    this.#covered.splice(0, gone);
    for (const vehicle of sealed) {
      this.#tails.eachSlot(vehicle, (_points, frame, from, to) => {
        for (let at = from; at < to; at++) this.#cover((frame[at] ?? 0) + (this.#base ?? 0));
      });
      this.#tails.release(vehicle);
    }
  }

  #cover(id: number): void {
    const left = (this.#uncovered.get(id) ?? 0) - 1;
    if (left > 0) {
      this.#uncovered.set(id, left);
      return;
    }
    this.#uncovered.delete(id);
    this.#covered.push(id);
  }
}
