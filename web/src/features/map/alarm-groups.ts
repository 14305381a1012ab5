import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';

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

const isUnacknowledged = (alarm: Alarm) =>
  alarm.state === 'unacked' || alarm.state === 'returned-unacked';

/** Alarms that are still somebody's business: not normal, and not left over by a closed incident. */
export function openAlarms(
  alarms: Record<string, Alarm>,
  incidents: Record<string, Incident>,
): Alarm[] {
  return Object.values(alarms).filter((alarm) => {
    if (alarm.state === 'normal') return false;
    const incident = alarm.incidentId === null ? undefined : incidents[alarm.incidentId];
    return isUnacknowledged(alarm) || incident?.state !== 'closed';
  });
}

/** Gravest first; among equals unacknowledged first, then newest. */
function byGravity(a: Alarm, b: Alarm): number {
  return (
    a.severity - b.severity ||
    Number(isUnacknowledged(b)) - Number(isUnacknowledged(a)) ||
    b.lastRaisedAtMs - a.lastRaisedAtMs
  );
}

/**
 * Groups alarms whose symbols would overlap: `project` gives screen pixels, `apartPx` is how close
 * two symbols may stand. An alarm without any known place is not drawn: the queue has it.
 */
export function groupAlarms(
  alarms: readonly Alarm[],
  pointOf: (alarm: Alarm) => LonLat | null,
  project: (point: LonLat) => { x: number; y: number },
  apartPx: number,
): AlarmGroup[] {
  const groups: { group: AlarmGroup; x: number; y: number }[] = [];
  for (const alarm of [...alarms].sort(byGravity)) {
    const point = pointOf(alarm);
    if (!point) continue;
    const { x, y } = project(point);
    const near = groups.find((g) => Math.hypot(g.x - x, g.y - y) < apartPx);
    if (near) join(near.group, alarm);
    else groups.push({ group: begin(alarm, point), x, y });
  }
  return groups.map(({ group }) => group);
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

function join(group: AlarmGroup, alarm: Alarm): void {
  const unacknowledged = isUnacknowledged(alarm);
  group.count += 1;
  group.alarmIds.push(alarm.id);
  group.unacknowledged ||= unacknowledged;
  group.calling ||= unacknowledged && alarm.severity <= 2;
}
