import type { Alarm } from '#contract/alarm.ts';
import { isUnacknowledged } from './alarm-lifecycle.ts';

/** What holds a group together: one truck, one kind of trouble in one area, one kind, one area. */
export type GroupedBy = 'vehicle' | 'cause' | 'kind' | 'area';

export type AlarmGroup = {
  by: GroupedBy;
  /** Gravest first; it lends the group its symbol and its place. */
  alarms: readonly Alarm[];
};

/** One row of the list: an alarm, or in a flood a group of them. */
export type QueueLine = { id: string; alarm: Alarm } | { id: string; group: AlarmGroup };

/** So many rows can be looked over at once. */
export const mostRowsInFlood = 20;

type Key = { by: GroupedBy; key: string };
const keyOf: Record<GroupedBy, (alarm: Alarm) => string> = {
  vehicle: ({ vehicleId }) => `vehicle/${vehicleId}`,
  cause: ({ kind, area }) => `cause/${kind}/${area}`,
  kind: ({ kind }) => `kind/${kind}`,
  area: ({ area }) => `area/${area}`,
};

const lineOf = (alarm: Alarm): QueueLine => ({ id: alarm.id, alarm });

/** The list on a day like any other. */
export function calmLines(alarms: readonly Alarm[]): QueueLine[] {
  return alarms.map(lineOf);
}

/**
 * The list in a flood: every critical alarm for itself on top; the rest in groups, as fine as the rows
 * allow; the members of a group that was opened right beneath it. Every alarm that goes in stands in
 * exactly one row, or in one group.
 */
export function floodLines(alarms: readonly Alarm[], opened: ReadonlySet<string>): QueueLine[] {
  const critical = alarms.filter(({ severity }) => severity === 1);
  const milder = alarms.filter(({ severity }) => severity > 1);
  const room = Math.max(4, mostRowsInFlood - critical.length);
  const ladder: ((alarm: Alarm, many: ReadonlySet<string>) => Key)[] = [
    (alarm, many) =>
      named(alarm.vehicleId && many.has(alarm.vehicleId) ? 'vehicle' : 'cause', alarm),
    (alarm) => named('cause', alarm),
    (alarm) => named('kind', alarm),
    (alarm) => named('area', alarm),
  ];
  const many = vehiclesOfMany(milder);
  let grouped: QueueLine[] = [];
  for (const step of ladder) {
    grouped = groupedBy(milder, (alarm) => step(alarm, many));
    if (grouped.length <= room) break;
  }
  const below = grouped.flatMap((line) =>
    'group' in line && opened.has(line.id) ? [line, ...line.group.alarms.map(lineOf)] : [line],
  );
  return [...critical.map(lineOf), ...below];
}

const named = (by: GroupedBy, alarm: Alarm): Key => ({ by, key: keyOf[by](alarm) });

function vehiclesOfMany(alarms: readonly Alarm[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const many = new Set<string>();
  for (const { vehicleId } of alarms) {
    if (vehicleId === null) continue;
    if (seen.has(vehicleId)) many.add(vehicleId);
    seen.add(vehicleId);
  }
  return many;
}

/** In the order of their first members; what is alone needs no group. */
function groupedBy(alarms: readonly Alarm[], keyOfAlarm: (alarm: Alarm) => Key): QueueLine[] {
  const groups = new Map<string, { by: GroupedBy; alarms: Alarm[] }>();
  for (const alarm of alarms) {
    const { by, key } = keyOfAlarm(alarm);
    const group = groups.get(key);
    if (group) group.alarms.push(alarm);
    else groups.set(key, { by, alarms: [alarm] });
  }
  return [...groups].map(([key, group]) => {
    const [only, another] = group.alarms;
    return only && !another ? lineOf(only) : { id: key, group };
  });
}

/** Those of a group that one act may acknowledge: the oldest ones first, never a critical one. */
export function acknowledgeable({ alarms }: AlarmGroup, most: number): Alarm[] {
  return alarms
    .filter((alarm) => isUnacknowledged(alarm) && alarm.severity > 1)
    .sort((a, b) => a.raisedAtMs - b.raisedAtMs)
    .slice(0, most);
}
