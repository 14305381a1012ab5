import type { Alarm } from '#contract/alarm.ts';
import type { Situation } from '#contract/situation.ts';
import { isUnacknowledged } from './alarm-lifecycle.ts';

/**
 * What came while somebody was not looking. An alarm counts once however often it was raised, and also
 * when others have dealt with it since. `firstCriticalId`: where to look first, one that still waits
 * for a person before one that does not.
 */
export type Missed = {
  alarms: number;
  critical: number;
  incidents: number;
  firstCriticalId: string | null;
};

/** What `after` has that `before` had not, or not so often. Both are folds of the same history. */
export function missedBetween(before: Situation, after: Situation): Missed {
  const alarms = Object.values(after.alarms).filter(
    (alarm) => alarm.count > (before.alarms[alarm.id]?.count ?? 0),
  );
  const critical = alarms.filter(({ severity }) => severity === 1).sort(byUrgency);
  return {
    alarms: alarms.length,
    critical: critical.length,
    incidents: Object.keys(after.incidents).filter((id) => !(id in before.incidents)).length,
    firstCriticalId: critical[0]?.id ?? null,
  };
}

function byUrgency(a: Alarm, b: Alarm): number {
  const waiting = Number(isUnacknowledged(b)) - Number(isUnacknowledged(a));
  return waiting || a.lastRaisedAtMs - b.lastRaisedAtMs;
}
