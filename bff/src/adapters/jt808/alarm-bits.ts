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

type Seen = { liveBits: number; lateBits: number };

/** What one report raises, and what to remember once the report is safe. */
export type AlarmStep = { raised: VehicleAlarm[]; terminalId: string; seen: Seen };

/**
 * Terminals send alarms as levels, repeated in every report while they last; this makes edges of
 * them, per terminal and across its connections. Two steps, because a report that could not be
 * stored comes again and has to raise its alarm then: `next` only looks, `commit` remembers.
 *
 * A terminal never heard before counts as having been quiet: after a restart an alarm that still
 * lasts is raised again, which is better than never. Back-fill tells of the past: it leaves the live
 * level alone and raises only what is neither on now nor was in the previous back-filled report.
 */
export class AlarmEdges {
  readonly #maxTerminals: number;
  readonly #seen = new Map<string, Seen>();

  /** Ids can be forged, so the memory is bounded: the terminal that was silent longest goes first. */
  constructor(maxTerminals: number) {
    this.#maxTerminals = maxTerminals;
  }

  next(terminalId: string, alarmBits: number, backfill: boolean): AlarmStep {
    const before = this.#seen.get(terminalId) ?? { liveBits: 0, lateBits: 0 };
    const seen = backfill
      ? { ...before, lateBits: alarmBits }
      : { liveBits: alarmBits, lateBits: 0 };
    const known = before.liveBits | (backfill ? before.lateBits : 0);
    return { raised: toVehicleAlarms(alarmBits & ~known), terminalId, seen };
  }

  commit({ terminalId, seen }: AlarmStep): void {
    this.#seen.delete(terminalId);
    this.#seen.set(terminalId, seen);
    if (this.#seen.size <= this.#maxTerminals) return;
    const oldest = this.#seen.keys().next();
    if (!oldest.done) this.#seen.delete(oldest.value);
  }
}
