import type { Alarm } from '#contract/alarm.ts';
import type { Journey } from '#contract/journey.ts';
import type { Situation } from '#contract/situation.ts';

/**
 * Where to look without searching a whole record: ids by what a thing is about. An index goes
 * with its record, through copies too, and may name more than the record holds (what was forgotten
 * or replaced), never less. So a reader looks each id up in the record, and whether it is what was
 * asked for, and the answer is exact. What it names too much every reader pays for, in time and in
 * memory: what was only tried is taken out again.
 */
type Ids = Map<string, Set<string>>;
const indexes = new WeakMap<object, Ids>();

const none: ReadonlySet<string> = new Set();

/** Answers whether it is new there. */
function add(index: Ids, key: string, id: string): boolean {
  const ids = index.get(key);
  if (!ids) index.set(key, new Set([id]));
  else if (ids.has(id)) return false;
  else ids.add(id);
  return true;
}

const alarmKey = (kind: string, entityId: string) => `${kind}/${entityId}`;
const keysOfAlarm = ({ kind, entityId }: Alarm): string[] => [alarmKey(kind, entityId)];

export type JourneyPart = 'vehicleId' | 'sealId' | 'containerNo';
const journeyParts: JourneyPart[] = ['vehicleId', 'sealId', 'containerNo'];
const partKey = (part: JourneyPart, value: string) => `${part}/${value}`;

function keysOfJourney(journey: Journey): string[] {
  return journeyParts.flatMap((part) => {
    const value = journey[part];
    return value === null ? [] : partKey(part, value);
  });
}

function indexOf<T>(record: Record<string, T>, keysOf: (thing: T) => string[]): Ids {
  const known = indexes.get(record);
  if (known) return known;
  const index: Ids = new Map();
  for (const [id, thing] of Object.entries(record)) {
    for (const key of keysOf(thing)) add(index, key, id);
  }
  indexes.set(record, index);
  return index;
}

/** Ids of the alarms of this kind on this thing, as they came. */
export function alarmIdsOf(
  alarms: Situation['alarms'],
  kind: string,
  entityId: string,
): ReadonlySet<string> {
  return indexOf(alarms, keysOfAlarm).get(alarmKey(kind, entityId)) ?? none;
}

/** Ids of the journeys with this vehicle, seal or container, as they came. */
export function journeyIdsOf(
  journeys: Situation['journeys'],
  part: JourneyPart,
  value: string,
): ReadonlySet<string> {
  return indexOf(journeys, keysOfJourney).get(partKey(part, value)) ?? none;
}

/** Under which keys a thing is named that was not before, so that it can be taken back. */
export type Named = readonly string[];

/** A thing was put into a record, in place, where `before` was. */
export function noteAlarm(
  alarms: Situation['alarms'],
  id: string,
  alarm: Alarm,
  before: Alarm | undefined,
): Named {
  return note(alarms, id, keysOfAlarm(alarm), before ? keysOfAlarm(before) : []);
}

export function noteJourney(
  journeys: Situation['journeys'],
  id: string,
  journey: Journey,
  before: Journey | undefined,
): Named {
  return note(journeys, id, keysOfJourney(journey), before ? keysOfJourney(before) : []);
}

function note(record: object, id: string, keys: string[], keysBefore: string[]): Named {
  const index = indexes.get(record);
  if (index) return keys.filter((key) => add(index, key, id));
  // Nobody has asked yet. An index made from now on names it by itself.
  return keys.filter((key) => !keysBefore.includes(key));
}

/** What was put is taken back: nothing that shares the index has ever held it under these keys. */
export function unnote(record: object, id: string, named: Named): void {
  const index = indexes.get(record);
  for (const key of named) {
    const ids = index?.get(key);
    ids?.delete(id);
    if (ids?.size === 0) index?.delete(key);
  }
}

/** `copy` holds what `record` held. */
export function carryIndex(record: object, copy: object): void {
  const index = indexes.get(record);
  if (index) indexes.set(copy, index);
}

/** Much has gone from the record: who asks next has the index made anew. */
export function dropIndex(record: object): void {
  indexes.delete(record);
}
