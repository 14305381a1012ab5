import type { DatabaseSync } from 'node:sqlite';
import { bytesIn, numberIn, type Row } from './row-values.ts';
import { StorageError } from './storage-error.ts';
import { longestChunkS, readChunk, type Seconds } from './track-chunk.ts';
import { rowAtOrAfter, tidyPoints } from './track-order.ts';
import { PointList, packPoints } from './track-points.ts';
import type { Tails } from './track-tails.ts';
import type { TrackVehicles } from './track-vehicles.ts';

/** Points in a buffer of their own. Of many vehicles: sorted by vehicle, whose number is its place in `names`. */
export type PackedPoints = { count: number; buffer: ArrayBuffer };
export type PackedTracks = PackedPoints & { names: string[] };

/** How many vehicles are read before others have their turn: some milliseconds. */
const vehiclesAtOnce = 200;

const chunkOf = (row: Row) => ({
  fromS: numberIn(row, 'from_s'),
  count: numberIn(row, 'n'),
  body: bytesIn(row, 'body'),
});

/** Chunks and tails put together: each second of a vehicle once, whatever came late or twice. */
export class TrackReading {
  readonly #tails: Tails;
  readonly #vehicles: TrackVehicles;
  readonly #ofVehicle;
  readonly #inRange;
  readonly #chunk;

  constructor(db: DatabaseSync, tails: Tails, vehicles: TrackVehicles) {
    this.#tails = tails;
    this.#vehicles = vehicles;
    this.#ofVehicle = db.prepare(`SELECT from_s, n, body FROM chunk
      WHERE vehicle = ? AND from_s > ? AND from_s < ? AND to_s >= ? ORDER BY from_s`);
    this.#inRange = db.prepare(`SELECT id, vehicle, from_s, to_s FROM chunk
      WHERE from_s > ? AND from_s < ? AND to_s >= ?`);
    this.#chunk = db.prepare('SELECT from_s, n, body FROM chunk WHERE id = ?');
  }

  /** One vehicle's oldest points of a range. Fewer than `limit`: that was all. */
  read(name: string, range: Seconds, limit: number): PackedPoints {
    const list = new PointList();
    const vehicle = this.#vehicles.find(name);
    if (vehicle !== null && limit > 0) this.#collect(list, vehicle, range, limit);
    const count = Math.min(list.count, Math.max(0, limit));
    return { count, buffer: packPoints(list.columns, count) };
  }

  #collect(list: PointList, vehicle: number, range: Seconds, limit: number): void {
    this.#addTail(list, vehicle, range);
    const tail = list.count;
    const { fromS, toS } = range;
    for (const row of this.#ofVehicle.iterate(vehicle, fromS - longestChunkS, toS, fromS)) {
      const chunk = chunkOf(row);
      if (list.count - tail >= limit) {
        tidyPoints(list);
        // What this chunk and the later ones hold lies behind.
        if (rowAtOrAfter(list, chunk.fromS) >= limit) return;
      }
      readChunk(chunk, range, vehicle, list);
    }
    tidyPoints(list);
  }

  /**
   * The points of all vehicles in a range; throws `too-large` beyond `limit`. `breathe` lets others
   * have their turn: until the end of it no tail may be sealed.
   */
  async readAll(
    range: Seconds,
    limit: number,
    breathe: () => Promise<void>,
  ): Promise<PackedTracks> {
    const chunks = this.#chunksByVehicle(range, limit);
    for (const vehicle of this.#tails.vehicles()) if (!chunks.has(vehicle)) chunks.set(vehicle, []);
    const list = new PointList();
    const names: string[] = [];
    let sinceBreath = 0;
    for (const [vehicle, ids] of chunks) {
      const from = list.count;
      for (const id of ids)
        readChunk(chunkOf(this.#chunk.get(id) ?? {}), range, names.length, list);
      this.#addTail(list, vehicle, range);
      tidyPoints(list, from);
      if (list.count > limit) throw tooLarge(limit);
      if (list.count > from) {
        list.columns.vehicle.fill(names.length, from, list.count);
        names.push(this.#vehicles.nameOf(vehicle));
      }
      sinceBreath += 1;
      if (sinceBreath % vehiclesAtOnce === 0) await breathe();
    }
    return { count: list.count, buffer: packPoints(list.columns, list.count), names };
  }

  #chunksByVehicle({ fromS, toS }: Seconds, limit: number): Map<number, number[]> {
    const chunks = new Map<number, number[]>();
    let inside = 0;
    for (const row of this.#inRange.iterate(fromS - longestChunkS, toS, fromS)) {
      const vehicle = numberIn(row, 'vehicle');
      const ids = chunks.get(vehicle);
      if (ids) ids.push(numberIn(row, 'id'));
      else chunks.set(vehicle, [numberIn(row, 'id')]);
      // Each has its first and its last point in the range, and they may be one.
      if (numberIn(row, 'from_s') >= fromS) inside += 1;
      if (inside > limit) throw tooLarge(limit);
    }
    return chunks;
  }

  #addTail(list: PointList, vehicle: number, { fromS, toS }: Seconds): void {
    const from = list.count;
    this.#tails.appendTo(list, vehicle);
    tidyPoints(list, from);
    const first = rowAtOrAfter(list, fromS, from);
    const end = rowAtOrAfter(list, toS, first);
    list.keepOnly(from, first, end);
  }
}

const tooLarge = (limit: number): StorageError =>
  new StorageError('too-large', `more than ${limit} points lie in this range`);
