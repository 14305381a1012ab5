import type { Alarm } from '#contract/alarm.ts';
import type { Journey } from '#contract/journey.ts';
import type { Situation } from '#contract/situation.ts';

/**
 * Where to look without searching a whole record: ids by what a thing is about. An index goes
 * with its record, through copies too, and may name more than the record holds (what was forgotten,
 * taken back or replaced), never less. So a reader looks each id up in the record, and whether it is
 * what was asked for, and the answer is exact.
 */
type Ids = Map<string, string[]>;
const indexes = new WeakMap<object, Ids>();

const none: readonly string[] = [];

function add(index: Ids, key: string, id: string): void {
  const ids = index.get(key);
  if (!ids) index.set(key, [id]);
  else if (ids.at(-1) !== id && !ids.includes(id)) ids.push(id);
}

const alarmKey = (kind: string, entityId: string) => `${kind}/${entityId}`;

function indexAlarm(index: Ids, { id, kind, entityId }: Alarm): void {
  add(index, alarmKey(kind, entityId), id);
}

export type JourneyPart = 'vehicleId' | 'sealId' | 'containerNo';
const journeyParts: JourneyPart[] = ['vehicleId', 'sealId', 'containerNo'];
const partKey = (part: JourneyPart, value: string) => `${part}/${value}`;

function indexJourney(index: Ids, journey: Journey): void {
  for (const part of journeyParts) {
    const value = journey[part];
    if (value !== null) add(index, partKey(part, value), journey.id);
  }
}

function indexOf<T>(record: Record<string, T>, addTo: (index: Ids, thing: T) => void): Ids {
  const known = indexes.get(record);
  if (known) return known;
  const index: Ids = new Map();
  for (const thing of Object.values(record)) addTo(index, thing);
  indexes.set(record, index);
  return index;
}

/** Ids of the alarms of this kind on this thing, as they came. */
export function alarmIdsOf(
  alarms: Situation['alarms'],
  kind: string,
  entityId: string,
): readonly string[] {
  return indexOf(alarms, indexAlarm).get(alarmKey(kind, entityId)) ?? none;
}

/** Ids of the journeys with this vehicle, seal or container, as they came. */
export function journeyIdsOf(
  journeys: Situation['journeys'],
  part: JourneyPart,
  value: string,
): readonly string[] {
  return indexOf(journeys, indexJourney).get(partKey(part, value)) ?? none;
}

/** A thing was put into a record, in place; told only to an index that somebody has used. */
export function noteAlarm(alarms: Situation['alarms'], alarm: Alarm): void {
  const index = indexes.get(alarms);
  if (index) indexAlarm(index, alarm);
}

export function noteJourney(journeys: Situation['journeys'], journey: Journey): void {
  const index = indexes.get(journeys);
  if (index) indexJourney(index, journey);
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
