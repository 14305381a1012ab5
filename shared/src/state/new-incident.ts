import type { Alarm } from '#contract/alarm.ts';
import type { Incident, JoinReason } from '#contract/incident.ts';

/** How every incident begins: nobody's, nobody's guest, nothing merged, nothing declared. */
export const unowned = {
  owner: null,
  claimLapsesAtMs: null,
  claimHoldsMs: 0,
  unownedDueAtMs: null,
  unownedLevel: 0,
  offer: null,
  monitorUntilMs: null,
  reopenCount: 0,
  mergedInto: null,
  stateBeforeMerge: null,
  guests: [],
  mentions: [],
  drill: false,
  emergency: null,
} satisfies Partial<Incident>;

type Cause = Pick<Alarm, 'severity' | 'kind' | 'area' | 'point'>;

/** An incident as it begins, about these alarms, called after the gravest. */
export function newIncident(
  id: string,
  cause: Cause,
  alarms: readonly { alarmId: string; why: JoinReason[] }[],
  nowMs: number,
): Incident {
  const { severity, kind, area, point } = cause;
  return {
    id,
    version: 1,
    state: 'open',
    severity,
    kind,
    area,
    areas: [area],
    point,
    openedAtMs: nowMs,
    changedAtMs: nowMs,
    alarms: [...alarms],
    taskIds: [],
    ...unowned,
    conclusion: null,
    closedAtMs: null,
    timeline: [],
  };
}
