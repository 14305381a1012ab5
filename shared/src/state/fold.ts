import type { Alarm } from '#contract/alarm.ts';
import type { DurableEvent } from '#contract/durable-event.ts';
import type { Journey } from '#contract/journey.ts';
import type { Situation, Statistics } from '#contract/situation.ts';
import { ownOf } from './own.ts';
import {
  carryIndex,
  dropIndex,
  type Named,
  noteAlarm,
  noteJourney,
  unnote,
} from './situation-index.ts';

type Records = Omit<Situation, 'seq' | 'atMs' | 'statistics'>;
export type RecordName = keyof Records;
/** Records of which an entry may take something out. */
type DroppedName =
  | 'unknownDevices'
  | 'registeredDevices'
  | 'devicePins'
  | 'laneOutcomes'
  | 'duty'
  | 'calls'
  | 'roster';
type Thing<N extends RecordName> = Records[N][string];

/**
 * A situation on its way along the log. A record is copied when it is first written to and then
 * written in place, so that an entry costs what it changes, not what there is. What was handed out,
 * and what the fold began with, never changes: the next write copies again.
 */
export class Fold {
  /** As it stands now. It changes under the reader's eyes; `handOut` gives one to keep. */
  readonly situation: Situation;
  /** Copied already, and in nobody else's hands. */
  readonly #owned = new Set<RecordName>();
  /** The situation as it stands, where somebody has it. */
  #handedOut: Situation | null;
  /** How to take back what is only tried; null while what is applied stays. */
  #undo: (() => void)[] | null = null;

  constructor(situation: Situation) {
    this.situation = { ...situation };
    this.#handedOut = situation;
  }

  /** The situation as it stands, for good; the same one until something changes. */
  handOut(): Situation {
    if (this.#undo) throw new Error('what is only tried is nobody else’s to see');
    if (this.#handedOut) return this.#handedOut;
    this.#owned.clear();
    this.#handedOut = { ...this.situation };
    return this.#handedOut;
  }

  put<N extends RecordName>(name: N, id: string, thing: Thing<N>): void {
    const record = this.#writable(name) as Record<string, Thing<N>>;
    const there = Object.hasOwn(record, id);
    const before = there ? record[id] : undefined;
    set(record, id, thing);
    const named = this.#index(name, id, thing, before);
    this.#undo?.push(() => {
      if (there) set(record, id, before as Thing<N>);
      else delete record[id];
      unnote(record, id, named);
    });
  }

  #index(name: RecordName, id: string, thing: unknown, before: unknown): Named {
    const { alarms, journeys } = this.situation;
    switch (name) {
      case 'alarms':
        return noteAlarm(alarms, id, thing as Alarm, before as Alarm | undefined);
      case 'journeys':
        return noteJourney(journeys, id, thing as Journey, before as Journey | undefined);
      default:
        return [];
    }
  }

  /** Takes out one thing of a record that has no index. */
  drop(name: DroppedName, id: string): void {
    const there = ownOf<unknown>(this.situation[name], id);
    if (there === undefined) return;
    const record = this.#writable(name) as Record<string, unknown>;
    const names = this.#undo ? Object.keys(record) : [];
    const behind = names.slice(names.indexOf(id) + 1);
    delete record[id];
    this.#undo?.push(() => {
      set(record, id, there);
      // It stood before these, and two situations are compared as text.
      for (const name of behind) {
        const value = ownOf(record, name);
        delete record[name];
        set(record, name, value);
      }
    });
  }

  /** Drops what does not stay. Not while trying: what is tried forgets nothing. */
  forget<N extends RecordName>(name: N, stays: (thing: Thing<N>) => boolean): void {
    if (this.#undo) return;
    const gone = Object.entries<Thing<N>>(this.situation[name] as Record<string, Thing<N>>).filter(
      ([, thing]) => !stays(thing),
    );
    if (gone.length === 0) return;
    const record = this.#writable(name);
    for (const [id] of gone) delete record[id];
    dropIndex(record);
  }

  setStatistics(statistics: Statistics): void {
    this.#handedOut = null;
    this.situation.statistics = statistics;
  }

  /** An entry is about to be folded. */
  enter({ seq, atMs }: DurableEvent): void {
    const s = this.situation;
    if (this.#undo) {
      const { seq, atMs, statistics } = s;
      const handedOut = this.#handedOut;
      this.#undo.push(() => {
        Object.assign(s, { seq, atMs, statistics });
        this.#handedOut = handedOut;
      });
    }
    this.#handedOut = null;
    s.seq = seq;
    s.atMs = atMs;
  }

  /** What `work` applies is seen within it, and taken back when it ends. */
  tryOut<T>(work: () => T): T {
    if (this.#undo) throw new Error('trying out is not for trying out within');
    this.#undo = [];
    try {
      return work();
    } finally {
      this.#takeBack(0);
      this.#undo = null;
    }
  }

  /** Within `tryOut`: what `work` applied stays, unless it throws. */
  attempt<T>(work: () => T): T {
    const before = this.#undo?.length ?? 0;
    try {
      return work();
    } catch (error) {
      this.#takeBack(before);
      throw error;
    }
  }

  #takeBack(toLength: number): void {
    while (this.#undo && this.#undo.length > toLength) this.#undo.pop()?.();
  }

  #writable<N extends RecordName>(name: N): Records[N] {
    this.#handedOut = null;
    const record = this.situation[name];
    if (this.#owned.has(name)) return record;
    const copy = { ...record };
    carryIndex(record, copy);
    this.situation[name] = copy;
    this.#owned.add(name);
    return copy;
  }
}

/** Ids come from outside: one of them may be the one name that assignment treats differently. */
function set<T>(record: Record<string, T>, id: string, thing: T): void {
  if (id !== '__proto__') record[id] = thing;
  else {
    const own = { value: thing, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(record, id, own);
  }
}
