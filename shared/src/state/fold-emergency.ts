import type { DurableEvent } from '#contract/durable-event.ts';
import type { Emergency } from '#contract/emergency.ts';
import { type EmergencyAct, emergencyAfter } from './emergency-lifecycle.ts';
import type { Fold } from './fold.ts';
import {
  type EventOf,
  entryOf,
  type FoldsOf,
  incidentOf,
  tellOn,
  writeOn,
} from './incident-lines.ts';

/** What each entry does to the emergency of an incident. */
export const emergencyFolds = {
  'emergency.declared': foldDeclared,
  'emergency.confirmed': (f, event) =>
    foldEmergency(f, event, 'confirm', {
      confirmedBy: personOf(event),
      confirmDueAtMs: null,
      reportDueAtMs: event.data.reportDueAtMs,
      reportOverdue: false,
    }),
  'emergency.lapsed': (f, event) =>
    foldEmergency(f, event, 'lapse', { confirmDueAtMs: null, reportDueAtMs: null }),
  'emergency.reported': (f, event) =>
    foldEmergency(f, event, 'report', (before) => ({
      reports: before.reports + 1,
      reportDueAtMs: event.data.reportDueAtMs,
      reportOverdue: false,
    })),
  'emergency.report-overdue': (f, event) => note(f, event, { reportOverdue: true }),
  'emergency.noticed': (f, event) => note(f, event, { noticedAtMs: event.data.atMs }),
  'emergency.notice-overdue': (f, event) => note(f, event, { noticeOverdue: true }),
  'emergency.stood-down': (f, event) =>
    foldEmergency(f, event, 'stand-down', {
      stoodDownBy: personOf(event),
      stoodDownAtMs: event.atMs,
      confirmDueAtMs: null,
      reportDueAtMs: null,
      reportOverdue: false,
      reviewDueAtMs: event.data.reviewDueAtMs,
    }),
  'emergency.review-overdue': (f, event) => note(f, event, { reviewOverdue: true }),
  'emergency.reviewed': (f, event) =>
    foldEmergency(f, event, 'review', { reviewedBy: personOf(event) }),
} satisfies FoldsOf<EmergencyEvent['type']>;

type EmergencyEvent = Extract<DurableEvent, { type: `emergency.${string}` }>;

function personOf({ actor }: DurableEvent): Emergency['confirmedBy'] {
  return actor.kind === 'person' ? { accountId: actor.accountId, name: actor.name } : null;
}

function foldDeclared(f: Fold, event: EventOf<'emergency.declared'>): void {
  const { incidentId, reason, confirmDueAtMs, reportDueAtMs, noticeDueAtMs } = event.data;
  const by = personOf(event) ?? { accountId: event.actor.name, name: event.actor.name };
  const emergency: Emergency = {
    state: confirmDueAtMs === null ? 'in-force' : 'pending',
    reason,
    declaredBy: by,
    declaredAtMs: event.atMs,
    confirmedBy: confirmDueAtMs === null ? by : null,
    confirmDueAtMs,
    reportDueAtMs,
    reportOverdue: false,
    reports: 0,
    noticeDueAtMs,
    noticedAtMs: null,
    noticeOverdue: false,
    stoodDownBy: null,
    stoodDownAtMs: null,
    reviewDueAtMs: null,
    reviewOverdue: false,
    reviewedBy: null,
  };
  writeOn(f, incidentId, entryOf(event, { text: reason }), { emergency });
}

/** The words of a person that belong on the timeline. */
function saidIn(event: EmergencyEvent): string | null {
  switch (event.type) {
    case 'emergency.reported':
      return event.data.text;
    case 'emergency.stood-down':
    case 'emergency.reviewed':
      return event.data.note;
    default:
      return null;
  }
}

/** Told where it was declared, also after that has gone on in another incident: the other has none, or one of its own. */
function foldEmergency(
  f: Fold,
  event: EmergencyEvent,
  act: EmergencyAct,
  change: Partial<Emergency> | ((before: Emergency) => Partial<Emergency>),
): void {
  const incident = incidentOf(f, event.data.incidentId);
  if (!incident?.emergency) return;
  const { emergency } = incident;
  const changed = typeof change === 'function' ? change(emergency) : change;
  const entry = entryOf(event, { text: saidIn(event) });
  tellOn(f, incident, entry, { emergency: emergencyAfter(emergency, act, changed) });
}

/** A clock or a receipt: told, and moved nowhere. */
function note(f: Fold, event: EmergencyEvent, change: Partial<Emergency>): void {
  const incident = incidentOf(f, event.data.incidentId);
  if (!incident?.emergency) return;
  tellOn(f, incident, entryOf(event), { emergency: { ...incident.emergency, ...change } });
}
