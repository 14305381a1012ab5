import {
  copyPoint,
  createPointColumns,
  type PointColumns,
  type PointList,
} from './track-points.ts';

const slotPoints = 144;
/** Vehicles that begin together must not be sealed together: each has its own number of points. */
const sealAtLeast = 96;
const sealSpread = 32;
const slotsPerPage = 1024;
/** Beyond this the oldest are sealed to make room: about 300 MB. */
export const mostTails = 100_000;

const none = -1;

/** A thousand slots; slot `i` has the rows from `i * slotPoints` on. */
type Page = { points: PointColumns; frame: Uint32Array };

const createPage = (): Page => ({
  points: createPointColumns(slotsPerPage * slotPoints),
  frame: new Uint32Array(slotsPerPage * slotPoints),
});

/** What is known of each slot; grows by pages. */
type Slots = {
  vehicle: Uint32Array;
  count: Uint16Array;
  /** The vehicle's slot before this one, which is full; `none` for its oldest. */
  before: Int32Array;
  bornMs: Float64Array;
};

const createSlots = (slots: number): Slots => ({
  vehicle: new Uint32Array(slots),
  count: new Uint16Array(slots),
  before: new Int32Array(slots).fill(none),
  bornMs: new Float64Array(slots),
});

function growSlots(old: Slots): Slots {
  const grown = createSlots(old.vehicle.length + slotsPerPage);
  grown.vehicle.set(old.vehicle);
  grown.count.set(old.count);
  grown.before.set(old.before);
  grown.bornMs.set(old.bornMs);
  return grown;
}

/**
 * Each vehicle's points that are in no chunk yet, in the order of their coming, with the frame that
 * holds each. Where a tail is full and could not be sealed, another slot continues it.
 */
export class Tails {
  readonly #pages: Page[] = [];
  #slots = createSlots(0);
  readonly #free: number[] = [];
  /** The newest slot of each vehicle that has a tail. */
  readonly #newest = new Map<number, number>();
  #cursor = 0;
  readonly #sealAfterMs: number;

  constructor(sealAfterMs: number) {
    this.#sealAfterMs = sealAfterMs;
  }

  /** Slots in use. */
  get used(): number {
    return this.#slots.vehicle.length - this.#free.length;
  }

  vehicles(): IterableIterator<number> {
    return this.#newest.keys();
  }

  has(vehicle: number): boolean {
    return this.#newest.has(vehicle);
  }

  /** Adds a row of a frame. False: it repeats the vehicle's newest second, and was left out. */
  add(points: PointColumns, row: number, frame: number, nowMs: number): boolean {
    const vehicle = points.vehicle[row] ?? 0;
    const newest = this.#newest.get(vehicle) ?? none;
    const slot = this.#roomIn(newest) ? newest : this.#take(vehicle, newest, nowMs);
    const page = this.#pageOf(slot);
    const count = this.#slots.count[slot] ?? 0;
    const at = (slot % slotsPerPage) * slotPoints + count;
    if (count > 0 && page.points.atS[at - 1] === points.atS[row]) return false;
    copyPoint(points, row, page.points, at);
    page.frame[at] = frame;
    this.#slots.count[slot] = count + 1;
    return true;
  }

  /** Calls `visit` for each slot of a vehicle, the newest first: its rows and the frames that hold them. */
  eachSlot(
    vehicle: number,
    visit: (points: PointColumns, frame: Uint32Array, from: number, to: number) => void,
  ): void {
    let slot = this.#newest.get(vehicle) ?? none;
    while (slot !== none) {
      const page = this.#pageOf(slot);
      const from = (slot % slotsPerPage) * slotPoints;
      visit(page.points, page.frame, from, from + (this.#slots.count[slot] ?? 0));
      slot = this.#slots.before[slot] ?? none;
    }
  }

  /** Appends a vehicle's points of its tail in the order of their coming. */
  appendTo(list: PointList, vehicle: number): void {
    const slots: (() => void)[] = [];
    this.eachSlot(vehicle, (points, _frame, from, to) => {
      slots.push(() => list.append(points, from, to));
    });
    for (const append of slots.reverse()) append();
  }

  release(vehicle: number): void {
    let slot = this.#newest.get(vehicle) ?? none;
    while (slot !== none) {
      this.#free.push(slot);
      this.#slots.vehicle[slot] = 0;
      this.#slots.count[slot] = 0;
      slot = this.#slots.before[slot] ?? none;
    }
    this.#newest.delete(vehicle);
  }

  /** The next vehicle to be sealed, going round; null when none is due. */
  nextDue(nowMs: number): number | null {
    return this.#next((slot) => this.#isDue(slot, nowMs));
  }

  /** The next vehicle, going round, due or not. */
  nextAny(): number | null {
    return this.#next(() => true);
  }

  #next(isWanted: (slot: number) => boolean): number | null {
    const slots = this.#slots.vehicle.length;
    for (let step = 0; step < slots; step++) {
      this.#cursor = (this.#cursor + 1) % slots;
      const vehicle = this.#slots.vehicle[this.#cursor] ?? 0;
      if (vehicle !== 0 && isWanted(this.#cursor)) return vehicle;
    }
    return null;
  }

  #isDue(slot: number, nowMs: number): boolean {
    const vehicle = this.#slots.vehicle[slot] ?? 0;
    if ((this.#slots.count[slot] ?? 0) >= sealAtLeast + (vehicle % sealSpread)) return true;
    const patience = 1 - (vehicle % sealSpread) / (4 * sealSpread);
    return nowMs - (this.#slots.bornMs[slot] ?? 0) >= this.#sealAfterMs * patience;
  }

  #roomIn(slot: number): boolean {
    return slot !== none && (this.#slots.count[slot] ?? 0) < slotPoints;
  }

  #pageOf(slot: number): Page {
    const page = this.#pages[Math.floor(slot / slotsPerPage)];
    if (page === undefined) throw new RangeError(`no slot ${slot}`);
    return page;
  }

  #take(vehicle: number, before: number, nowMs: number): number {
    if (this.#free.length === 0) this.#addPage();
    const slot = this.#free.pop() ?? none;
    this.#slots.vehicle[slot] = vehicle;
    this.#slots.count[slot] = 0;
    this.#slots.before[slot] = before;
    this.#slots.bornMs[slot] = nowMs;
    this.#newest.set(vehicle, slot);
    return slot;
  }

  #addPage(): void {
    const first = this.#slots.vehicle.length;
    this.#pages.push(createPage());
    this.#slots = growSlots(this.#slots);
    for (let slot = first + slotsPerPage - 1; slot >= first; slot--) this.#free.push(slot);
  }
}
