import type { DatabaseSync } from 'node:sqlite';
import { numberIn, textIn } from './row-values.ts';

/** What a batch says of vehicles that it names for the first time. */
export type NewNames = {
  /** The place of the first of them; 0: the places given so far count no more. */
  from: number;
  names: string[];
};

/**
 * The vehicles' numbers. Whoever sends points names a vehicle once and from then on by its place in
 * what it named; the number in the store is looked up when the first point is written.
 */
export class TrackVehicles {
  #names: string[] = [];
  /** By place; 0: not looked up yet. */
  #numbers = new Uint32Array(1024);
  /** Places whose numbers were written in the transaction that is under way. */
  #fresh: number[] = [];
  readonly #select;
  readonly #insert;
  readonly #selectName;

  constructor(db: DatabaseSync) {
    this.#select = db.prepare('SELECT number FROM vehicle WHERE name = ?');
    this.#insert = db.prepare('INSERT INTO vehicle (name) VALUES (?) RETURNING number');
    this.#selectName = db.prepare('SELECT name FROM vehicle WHERE number = ?');
  }

  /** Each name says its place: whoever loses a batch loses names, and never shifts those of others. */
  learn({ from, names }: NewNames): void {
    if (from === 0) {
      this.#names = [];
      this.#numbers.fill(0);
    }
    for (const [i, name] of names.entries()) this.#names[from + i] = name;
    if (this.#names.length <= this.#numbers.length) return;
    const grown = new Uint32Array(this.#names.length * 2);
    grown.set(this.#numbers);
    this.#numbers = grown;
  }

  find(name: string): number | null {
    const row = this.#select.get(name);
    return row === undefined ? null : numberIn(row, 'number');
  }

  /** The number of a place; written when the store does not know the vehicle. */
  numberAt(place: number): number {
    const known = this.#numbers[place] ?? 0;
    if (known !== 0) return known;
    const name = this.#names[place];
    if (name === undefined) throw new RangeError(`nobody named vehicle ${place}`);
    const number = this.find(name) ?? numberIn(this.#insert.get(name) ?? {}, 'number');
    this.#numbers[place] = number;
    this.#fresh.push(place);
    return number;
  }

  /** The transaction holds, or else what it wrote is not there. */
  settle(holds: boolean): void {
    if (!holds) for (const place of this.#fresh) this.#numbers[place] = 0;
    this.#fresh = [];
  }

  nameOf(number: number): string {
    return textIn(this.#selectName.get(number) ?? {}, 'name');
  }

  /** Those that were named since the start: they may come with the next batch. */
  named(): Set<number> {
    return new Set(this.#numbers.subarray(0, this.#names.length));
  }
}
