import type { Situation } from '#contract/situation.ts';

const hourMs = 3_600_000;
/** A condition that still lasts is remembered longer: forgetting it would raise it anew. */
const keptMs = { closed: 12 * hourMs, lasting: 7 * 24 * hourMs, arrived: hourMs / 6 };

function keep<T>(records: Record<string, T>, stays: (value: T) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(records).filter(([, value]) => stays(value)));
}

/**
 * Drops what nobody works on any more, so that a snapshot stays small; the log keeps everything.
 * Judged by the log's own time, so that folding again forgets the same.
 */
export function forgetOld(s: Situation, atMs: number): Situation {
  const closedBefore = atMs - keptMs.closed;
  const incidents = keep(s.incidents, (i) => i.closedAtMs === null || i.closedAtMs > closedBefore);
  return {
    ...s,
    incidents,
    alarms: keep(s.alarms, (alarm) => {
      const kept = alarm.returnedAtMs === null ? keptMs.lasting : keptMs.closed;
      return alarm.state !== 'normal' || alarm.lastRaisedAtMs > atMs - kept;
    }),
    tasks: keep(s.tasks, (t) => t.finishedAtMs === null || t.incidentId in incidents),
    journeys: keep(
      s.journeys,
      (j) => (j.arrivedAtMs ?? atMs) > atMs - keptMs.arrived && j.dueAtMs > closedBefore,
    ),
  };
}
