import type { Alarm } from '#contract/alarm.ts';
import type { FloodReport } from '#contract/flood.ts';
import type { AreaId } from '#contract/ids.ts';
import { isUnacknowledged } from './alarm-lifecycle.ts';

/** A flood begins above ten alarms in ten minutes and ends below five, so that it does not flicker. */
const floodWithinMs = 10 * 60_000;
const beginsAbove = 10;
const endsBelow = 5;

/** Advisory alarms call nobody, and what is set aside does not either. */
function isCounted({ severity, suppression }: Alarm): boolean {
  return severity < 4 && suppression === null;
}

/** Of all alarms those that can count: looked for once, not for each area. */
export function lately(alarms: readonly Alarm[], nowMs: number): Alarm[] {
  const fromMs = nowMs - floodWithinMs;
  return alarms.filter(({ lastRaisedAtMs }) => lastRaisedAtMs > fromMs);
}

/** How many alarms called for a person of these areas within the last ten minutes, each of them once. */
export function announcedLately(
  alarms: readonly Alarm[],
  areas: readonly AreaId[],
  nowMs: number,
): number {
  return lately(alarms, nowMs).filter((alarm) => isCounted(alarm) && areas.includes(alarm.area))
    .length;
}

/** Whether it is one now, given whether it was one a moment ago. */
export function isFlood(before: boolean, announced: number): boolean {
  return before ? announced >= endsBelow : announced > beginsAbove;
}

export function floodReport(
  alarms: readonly Alarm[],
  { area, beganAtMs }: { area: AreaId; beganAtMs: number },
  endedAtMs: number,
): FloodReport {
  const own = alarms.filter(
    (alarm) => alarm.area === area && alarm.lastRaisedAtMs > beganAtMs - floodWithinMs,
  );
  const bySeverity: FloodReport['alarms'] = [0, 0, 0, 0];
  const byKind = new Map<Alarm['kind'], number>();
  for (const { severity, kind } of own) {
    bySeverity[severity - 1] = (bySeverity[severity - 1] ?? 0) + 1;
    byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
  }
  const kinds = [...byKind].map(([kind, count]) => ({ kind, count }));
  return {
    endedAtMs,
    alarms: bySeverity,
    unacknowledged: own.filter(isUnacknowledged).length,
    kinds: kinds.sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)).slice(0, 5),
  };
}
