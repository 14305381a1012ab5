/** What waits for its decision. `device` is null for what no device said: each stands alone. */
export type Queued = { device: string | null; urgent: boolean };

type Line<T> = { device: string | null; items: T[]; urgent: number };

/** A share of each round that urgency cannot take, so that a flood of alarms stops nothing for good. */
const bulkShare = 1 / 4;
/** What goes before something urgent moves in pieces, so that a long line does not hold up the others. */
const mostAtOnce = 8;

/**
 * Who is decided next. People first, in their order: no flood of devices makes them wait. Each device
 * stands in a line of its own and keeps its order; a line with something urgent in it goes before
 * those without, and takes along what that device said before. Within the urgent, and within the
 * rest, lines take turns.
 */
export class DecisionQueue<T extends Queued> {
  #size = 0;
  readonly #lines = new Map<string, Line<T>>();
  /** What is urgent and no device said. */
  readonly #people = new Set<Line<T>>();
  /** Lines of devices with something urgent, and all others, next one first. */
  readonly #urgent = new Set<Line<T>>();
  readonly #bulk = new Set<Line<T>>();

  get size(): number {
    return this.#size;
  }

  /** Whether something that this device said still waits. */
  has(device: string): boolean {
    return this.#lines.has(device);
  }

  add(item: T): void {
    const line = this.#lineOf(item.device);
    line.items.push(item);
    if (item.urgent) line.urgent += 1;
    this.#size += 1;
    this.#place(line);
  }

  /** The next ones, at most `most`, in the order in which they are to be decided. */
  takeRound(most: number): T[] {
    const round: T[] = [];
    const forBulk = Math.min(this.#bulk.size, Math.floor(most * bulkShare));
    const forUrgent = most - forBulk;
    while (this.#people.size > 0 && round.length < forUrgent) this.#takeFirst(this.#people, round);
    while (this.#urgent.size > 0 && round.length < forUrgent) this.#takeUrgent(round, forUrgent);
    while (this.#bulk.size > 0 && round.length < most) this.#takeFirst(this.#bulk, round);
    return round;
  }

  /** The next urgent item with all that has to go before it, or a piece of that. */
  #takeUrgent(round: T[], most: number): void {
    const [line] = this.#urgent;
    if (!line) return;
    const upTo = line.items.findIndex(({ urgent }) => urgent) + 1;
    this.#take(line, Math.min(upTo, mostAtOnce, most - round.length), round);
  }

  #takeFirst(lines: Set<Line<T>>, round: T[]): void {
    const [line] = lines;
    if (line) this.#take(line, 1, round);
  }

  #take(line: Line<T>, count: number, round: T[]): void {
    for (const item of line.items.splice(0, count)) {
      if (item.urgent) line.urgent -= 1;
      this.#size -= 1;
      round.push(item);
    }
    for (const lines of [this.#people, this.#urgent, this.#bulk]) lines.delete(line);
    if (line.items.length > 0) this.#place(line);
    else if (line.device !== null) this.#lines.delete(line.device);
  }

  #place(line: Line<T>): void {
    if (line.urgent === 0) this.#bulk.add(line);
    else if (line.device === null) this.#people.add(line);
    else {
      this.#bulk.delete(line);
      this.#urgent.add(line);
    }
  }

  #lineOf(device: string | null): Line<T> {
    const known = device === null ? undefined : this.#lines.get(device);
    if (known) return known;
    const line: Line<T> = { device, items: [], urgent: 0 };
    if (device !== null) this.#lines.set(device, line);
    return line;
  }
}
