import type { DatabaseSync } from 'node:sqlite';
import type { WantedPoints } from '#domain/ports.ts';
import { bytesIn, numberIn, type Row } from './row-values.ts';
import { StorageError } from './storage-error.ts';
import { longestChunkS, readChunk, type Seconds } from './track-chunk.ts';
import { rowAtOrAfter, tidyPoints } from './track-order.ts';
import { PointList, packPoints } from './track-points.ts';
import type { Tails } from './track-tails.ts';
import type { TrackVehicles } from './track-vehicles.ts';
import { wantedOf } from './track-wanted.ts';

/** Points in a buffer of their own. Of many vehicles: sorted by vehicle, whose number is its place in `names`. */
export type PackedPoints = { count: number; buffer: ArrayBuffer };
export type PackedTracks = PackedPoints & { names: string[] };

/** How much is looked at before others have their turn: some milliseconds. */
const atOnce = { chunks: 200, vehicles: 2_000, rows: 2_000 };
const latestS = 2 ** 32 - 1;
const noChunks: readonly number[] = [];

const chunkOf = (row: Row) => ({
  fromS: numberIn(row, 'from_s'),
  count: numberIn(row, 'n'),
  body: bytesIn(row, 'body'),
});

/**
 * Chunks and tails put together: each second of a vehicle once, whatever came late or twice. Of several
 * points in one second the first kept stays: a chunk that was sealed earlier has the lower id, and
 * what is in the tail came last.
 */
export class TrackReading {
  readonly #tails: Tails;
  readonly #vehicles: TrackVehicles;
  readonly #ofVehicle;
  readonly #inRange;
  readonly #chunk;

  constructor(db: DatabaseSync, tails: Tails, vehicles: TrackVehicles) {
    this.#tails = tails;
    this.#vehicles = vehicles;
    this.#ofVehicle = db.prepare(`SELECT id, from_s, n, body FROM chunk
      WHERE vehicle = ? AND from_s > ? AND from_s < ? AND to_s >= ? ORDER BY from_s`);
    this.#inRange = db.prepare(`SELECT id, vehicle, from_s, to_s FROM chunk
      WHERE (from_s, to_s, vehicle, id) > (?, ?, ?, ?) AND from_s < ? AND to_s >= ?
      ORDER BY from_s, to_s, vehicle, id LIMIT ${atOnce.rows}`);
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
    const read = new ChunksRead();
    const { fromS, toS } = range;
    for (const row of this.#ofVehicle.iterate(vehicle, fromS - longestChunkS, toS, fromS)) {
      const chunk = chunkOf(row);
      // What this chunk and the later ones hold lies behind.
      if (read.hasBefore(chunk.fromS, limit)) break;
      read.add(numberIn(row, 'id'), (into) => readChunk(chunk, range, vehicle, into));
    }
    read.appendTo(list);
    this.#addTail(list, vehicle, range);
    tidyPoints(list);
  }

  /**
   * The wanted points of all vehicles in a range; throws `too-large` beyond `limit` of them. `breathe`
   * lets others have their turn: until the end of it nothing may be sealed or let go of.
   */
  async readAll(
    range: Seconds,
    limit: number,
    wantedPoints: WantedPoints | null,
    breathe: () => Promise<void>,
  ): Promise<PackedTracks> {
    const wanted = wantedOf(wantedPoints);
    const chunks = await this.#chunksByVehicle(range, limit, breathe);
    for (const vehicle of this.#tails.vehicles())
      if (!chunks.has(vehicle)) chunks.set(vehicle, noChunks);
    const list = new PointList();
    const names: string[] = [];
    const work = { vehicles: 0, chunks: 0 };
    for (const [vehicle, ids] of chunks) {
      const from = list.count;
      this.#addVehicle(list, vehicle, ids, range);
      if (list.count > from) {
        const name = this.#vehicles.nameOf(vehicle);
        if (!wanted.isWhole(name)) wanted.keepInAreas(list, from);
        if (list.count > from) {
          list.columns.vehicle.fill(names.length, from, list.count);
          names.push(name);
        }
      }
      if (list.count > limit) throw tooLarge(limit);
      work.vehicles += 1;
      work.chunks += ids.length;
      if (work.vehicles < atOnce.vehicles && work.chunks < atOnce.chunks) continue;
      work.vehicles = 0;
      work.chunks = 0;
      await breathe();
    }
    return { count: list.count, buffer: packPoints(list.columns, list.count), names };
  }

  #addVehicle(list: PointList, vehicle: number, ids: readonly number[], range: Seconds): void {
    const from = list.count;
    for (const id of ids.toSorted((a, b) => a - b))
      readChunk(chunkOf(this.#chunk.get(id) ?? {}), range, vehicle, list);
    this.#addTail(list, vehicle, range);
    tidyPoints(list, from);
  }

  /** Throws `too-large` where more chunks than `limit` lie in the range: so long nobody reads. */
  async #chunksByVehicle({ fromS, toS }: Seconds, limit: number, breathe: () => Promise<void>) {
    const chunks = new Map<number, number[]>();
    let last = [fromS - longestChunkS, latestS, 0, 0] as [number, number, number, number];
    for (let inside = 0; ; ) {
      const rows = this.#inRange.all(...last, toS, fromS);
      for (const row of rows) {
        const [id, vehicle] = [numberIn(row, 'id'), numberIn(row, 'vehicle')];
        const ids = chunks.get(vehicle);
        if (ids) ids.push(id);
        else chunks.set(vehicle, [id]);
        if (numberIn(row, 'from_s') >= fromS) inside += 1;
        last = [numberIn(row, 'from_s'), numberIn(row, 'to_s'), vehicle, id];
      }
      if (inside > limit) throw tooLarge(limit);
      if (rows.length < atOnce.rows) return chunks as Map<number, readonly number[]>;
      await breathe();
    }
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

/** Chunks of one vehicle in the order of their times, to be told in the order of their sealing. */
class ChunksRead {
  readonly #list = new PointList();
  readonly #pieces: { id: number; from: number; to: number }[] = [];
  readonly #seconds = new Set<number>();

  add(id: number, read: (into: PointList) => void): void {
    const from = this.#list.count;
    read(this.#list);
    this.#pieces.push({ id, from, to: this.#list.count });
    for (let row = from; row < this.#list.count; row++)
      this.#seconds.add(this.#list.columns.atS[row] ?? 0);
  }

  /** Whether so many seconds before this one are known. */
  hasBefore(atS: number, count: number): boolean {
    if (this.#seconds.size < count) return false;
    let before = 0;
    for (const second of this.#seconds) if (second < atS) before += 1;
    return before >= count;
  }

  appendTo(list: PointList): void {
    for (const { from, to } of this.#pieces.toSorted((a, b) => a.id - b.id))
      list.append(this.#list.columns, from, to);
  }
}

const tooLarge = (limit: number): StorageError =>
  new StorageError('too-large', `more than ${limit} points lie in this range`);
