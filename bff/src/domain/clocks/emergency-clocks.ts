import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Emergency } from '@ftz/shared/contract/emergency.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import {
  awaitsReview,
  isEmergencyRunning,
  mayEmergency,
} from '@ftz/shared/state/emergency-lifecycle.ts';
import type { HouseClock } from './clock.ts';
import { told } from './due-incidents.ts';

const name = 'emergency-clocks';

/** What a shift leader declared and no chief confirmed ends; what is due and not done is told, once. */
export const emergencyClocks: HouseClock = {
  name,
  due: ({ situation, nowMs }) =>
    Object.values(situation.incidents).flatMap((incident) =>
      incident.emergency ? dueOf(incident, incident.emergency, nowMs) : [],
    ),
};

function dueOf(incident: Incident, emergency: Emergency, nowMs: number): DurableDraft[] {
  const isPast = (dueAtMs: number | null) => dueAtMs !== null && dueAtMs <= nowMs;
  const draft = <
    T extends
      | 'emergency.lapsed'
      | 'emergency.report-overdue'
      | 'emergency.notice-overdue'
      | 'emergency.review-overdue',
  >(
    type: T,
  ) => ({ type, ...told(incident, name), data: { incidentId: incident.id } }) as DurableDraft;
  const lapses = isPast(emergency.confirmDueAtMs) && mayEmergency(emergency, 'lapse');
  if (lapses) return [draft('emergency.lapsed')];
  const reportIsMissing =
    isEmergencyRunning(emergency) && isPast(emergency.reportDueAtMs) && !emergency.reportOverdue;
  const noticeIsMissing =
    emergency.noticedAtMs === null && isPast(emergency.noticeDueAtMs) && !emergency.noticeOverdue;
  const reviewIsMissing =
    awaitsReview(emergency) && isPast(emergency.reviewDueAtMs) && !emergency.reviewOverdue;
  return [
    ...(reportIsMissing ? [draft('emergency.report-overdue')] : []),
    ...(noticeIsMissing ? [draft('emergency.notice-overdue')] : []),
    ...(reviewIsMissing ? [draft('emergency.review-overdue')] : []),
  ];
}
