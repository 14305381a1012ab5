import type { Alarm } from '#contract/alarm.ts';
import type { Situation } from '#contract/situation.ts';
import { isUnacknowledged } from './alarm-lifecycle.ts';

/**
 * What came while somebody was not looking. An alarm counts once however often it was raised, and also
 * when others have dealt with it since.
 */
export type Missed = { alarmIds: string[]; criticalIds: string[]; incidentIds: string[] };

/** What `after` has that `before` had not, or not so often. Both are folds of the same history. */
export function missedBetween(before: Situation, after: Situation): Missed {
  const alarms = Object.values(after.alarms).filter(
    (alarm) => alarm.count > (before.alarms[alarm.id]?.count ?? 0),
  );
  return {
    alarmIds: alarms.map(({ id }) => id),
    criticalIds: alarms.filter(({ severity }) => severity === 1).map(({ id }) => id),
    incidentIds: Object.keys(after.incidents).filter((id) => !(id in before.incidents)),
  };
}

/** What was missed twice was missed once. */
export function missedInAll(earlier: Missed, later: Missed): Missed {
  const both = (name: keyof Missed) => [...new Set([...earlier[name], ...later[name]])];
  return {
    alarmIds: both('alarmIds'),
    criticalIds: both('criticalIds'),
    incidentIds: both('incidentIds'),
  };
}

/** What of it the situation still knows; null when nothing. A restored history may lack its end. */
export function missedStillIn({ alarms, incidents }: Situation, missed: Missed): Missed | null {
  const left = {
    alarmIds: missed.alarmIds.filter((id) => id in alarms),
    criticalIds: missed.criticalIds.filter((id) => id in alarms),
    incidentIds: missed.incidentIds.filter((id) => id in incidents),
  };
  return left.alarmIds.length + left.incidentIds.length === 0 ? null : left;
}

/** Where to look first now: one that still waits for a person, the oldest, before one that does not. */
export function firstToSee({ alarms }: Situation, ids: readonly string[]): string | null {
  const known = ids.map((id) => alarms[id]).filter((alarm) => alarm !== undefined);
  return known.sort(byUrgency)[0]?.id ?? null;
}

function byUrgency(a: Alarm, b: Alarm): number {
  const waiting = Number(isUnacknowledged(b)) - Number(isUnacknowledged(a));
  return waiting || a.lastRaisedAtMs - b.lastRaisedAtMs;
}
