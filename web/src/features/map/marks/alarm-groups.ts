import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { announcedAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { type Box, moved, overlaps, type Pixel } from '#features/map/paint/pixels.ts';

/** One symbol on the map: the gravest of the alarms that would otherwise lie over each other. */
export type AlarmGroup = {
  alarm: Alarm;
  point: LonLat;
  severity: Severity;
  count: number;
  unacknowledged: boolean;
  /** Unacknowledged and critical or high: it calls. */
  calling: boolean;
  alarmIds: string[];
};

/** Of the announced alarms, those that no closed incident left over: what lists count, the map marks. */
export function alarmsOnMap(situation: Situation): Alarm[] {
  return announcedAlarms(situation).filter(
    (alarm) => isUnacknowledged(alarm) || incidentOf(situation, alarm)?.state !== 'closed',
  );
}

const incidentOf = ({ incidents }: Situation, { incidentId }: Alarm): Incident | undefined =>
  incidentId === null ? undefined : incidents[incidentId];

/** Gravest first; among equals unacknowledged first, then newest. */
function byGravity(a: Alarm, b: Alarm): number {
  return (
    a.severity - b.severity ||
    Number(isUnacknowledged(b)) - Number(isUnacknowledged(a)) ||
    b.lastRaisedAtMs - a.lastRaisedAtMs
  );
}

type Placed = { group: AlarmGroup; at: Pixel };

/** What a symbol of this size covers around its place, with the count that stands to its right. */
export function boxOfGroup({ count }: Pick<AlarmGroup, 'count'>, symbolPx: number): Box {
  const half = symbolPx / 2;
  const digits = String(count).length + 1;
  const beside = count > 1 ? symbolPx * (0.35 + 0.36 * digits) : 0;
  return { left: -half, top: -half, right: half + beside, bottom: half };
}

/**
 * Groups alarms whose symbols would cover each other: `project` gives screen pixels, `symbolPx` is how
 * large a symbol is. An alarm without any known place is not drawn: the queue has it.
 */
export function groupAlarms(
  alarms: readonly Alarm[],
  pointOf: (alarm: Alarm) => LonLat | null,
  project: (point: LonLat) => Pixel,
  symbolPx: number,
): AlarmGroup[] {
  let placed: Placed[] = [];
  for (const alarm of [...alarms].sort(byGravity)) {
    const point = pointOf(alarm);
    if (point)
      placed = joined(placed, { group: begin(alarm, point), at: project(point) }, symbolPx);
  }
  return placed.map(({ group }) => group).sort((a, b) => byGravity(a.alarm, b.alarm));
}

/** A group that has grown by a count may reach its neighbour, which then belongs to it as well. */
function joined(placed: readonly Placed[], next: Placed, symbolPx: number): Placed[] {
  const near = placed.find((other) => cover(other, next, symbolPx));
  if (!near) return [...placed, next];
  const rest = placed.filter((other) => other !== near);
  return joined(rest, { group: merge(near.group, next.group), at: near.at }, symbolPx);
}

function cover(a: Placed, b: Placed, symbolPx: number): boolean {
  const boxOf = ({ group, at }: Placed) => moved(boxOfGroup(group, symbolPx), at);
  return overlaps(boxOf(a), boxOf(b));
}

function begin(alarm: Alarm, point: LonLat): AlarmGroup {
  const unacknowledged = isUnacknowledged(alarm);
  return {
    alarm,
    point,
    severity: alarm.severity,
    count: 1,
    unacknowledged,
    calling: unacknowledged && alarm.severity <= 2,
    alarmIds: [alarm.id],
  };
}

/** The graver of two stands for both. */
function merge(a: AlarmGroup, b: AlarmGroup): AlarmGroup {
  const [first, other] = a.severity <= b.severity ? [a, b] : [b, a];
  return {
    ...first,
    count: a.count + b.count,
    alarmIds: [...first.alarmIds, ...other.alarmIds],
    unacknowledged: a.unacknowledged || b.unacknowledged,
    calling: a.calling || b.calling,
  };
}
