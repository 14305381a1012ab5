import type { VehicleAlarm } from '#domain/observation.ts';

/**
 * The bits of the alarm word (JT/T 808-2019 table 24) that concern a command centre. The others are
 * the vehicle's own service (antenna, display, fuel) or early warnings of the same.
 */
const alarmOfBit: readonly (readonly [bit: number, alarm: VehicleAlarm])[] = [
  [0, 'sos'],
  [8, 'power-lost'],
  [23, 'off-route'],
  [29, 'collision'],
  [31, 'illegal-door'],
];

/** The alarms among the set bits, in the order of the standard. */
export const toVehicleAlarms = (bits: number): VehicleAlarm[] =>
  alarmOfBit.filter(([bit]) => ((bits >>> bit) & 1) === 1).map(([, alarm]) => alarm);

const watchedBits = alarmOfBit.reduce((mask, [bit]) => mask | (1 << bit), 0);
const none: VehicleAlarm[] = [];

type Seen = { liveBits: number; lateBits: number };
const quiet: Seen = { liveBits: 0, lateBits: 0 };

/** A report that raises something, on its way into the house. */
type Rising = { backfill: boolean; overtaken: boolean };

/**
 * Terminals send alarms as levels, repeated in every report while they last; this makes edges of
 * them, per terminal and across its connections. Two steps, because a report that could not be
 * stored comes again and has to raise its alarm then: `next` only looks, `commit` remembers. A report
 * that raises something is committed when it is safe (`commitWhen`), and its connection looks at
 * nothing before; any other may be committed at once: if it is lost, an alarm is raised twice at
 * worst. On another connection the terminal may have said something newer meanwhile: then the older
 * level is forgotten, for to believe in an alarm that has ended hides the next one.
 *
 * A terminal never heard before counts as having been quiet: after a restart an alarm that still
 * lasts is raised again, which is better than never. Back-fill tells of the past: it leaves the live
 * level alone and raises only what is neither on now nor was in the previous back-filled report.
 */
export class AlarmEdges {
  readonly #maxTerminals: number;
  /** Those with an alarm on: quiet terminals, nearly all of them, cost nothing. */
  readonly #seen = new Map<string, Seen>();
  /** Per terminal, oldest first; one per connection at most. */
  readonly #rising = new Map<string, Set<Rising>>();

  /** Ids can be forged, so the memory is bounded: the terminal that was silent longest goes first. */
  constructor(maxTerminals: number) {
    this.#maxTerminals = maxTerminals;
  }

  /** What one report raises. */
  next(terminalId: string, alarmBits: number, backfill: boolean): VehicleAlarm[] {
    const bits = alarmBits & watchedBits;
    if (bits === 0) return none;
    const before = this.#seen.get(terminalId) ?? quiet;
    return toVehicleAlarms(bits & ~(before.liveBits | (backfill ? before.lateBits : 0)));
  }

  /** Commits when `safe` resolves, unless something newer was committed by then. Call with what `next` raised. */
  async commitWhen(
    safe: Promise<void>,
    terminalId: string,
    alarmBits: number,
    backfill: boolean,
  ): Promise<void> {
    const rising: Rising = { backfill, overtaken: false };
    const all = this.#rising.get(terminalId) ?? new Set();
    this.#rising.set(terminalId, all.add(rising));
    try {
      await safe;
      if (!rising.overtaken) this.#commit(terminalId, alarmBits, backfill, rising);
    } finally {
      all.delete(rising);
      if (all.size === 0) this.#rising.delete(terminalId);
    }
  }

  commit(terminalId: string, alarmBits: number, backfill: boolean): void {
    this.#commit(terminalId, alarmBits, backfill, null);
  }

  #commit(terminalId: string, alarmBits: number, backfill: boolean, rising: Rising | null): void {
    this.#overtake(terminalId, backfill, rising);
    const bits = alarmBits & watchedBits;
    const before = this.#seen.get(terminalId);
    if (before === undefined && bits === 0) return;
    this.#seen.delete(terminalId);
    const liveBits = backfill ? (before?.liveBits ?? 0) : bits;
    const lateBits = backfill ? bits : 0;
    if (liveBits === 0 && lateBits === 0) return;
    this.#seen.set(terminalId, { liveBits, lateBits });
    if (this.#seen.size <= this.#maxTerminals) return;
    const oldest = this.#seen.keys().next();
    if (!oldest.done) this.#seen.delete(oldest.value);
  }

  /** What began before this, and is not safe yet, tells of an older level. Back-fill is older than live. */
  #overtake(terminalId: string, backfill: boolean, by: Rising | null): void {
    for (const each of this.#rising.get(terminalId) ?? []) {
      if (each === by) return;
      if (each.backfill || !backfill) each.overtaken = true;
    }
  }
}
