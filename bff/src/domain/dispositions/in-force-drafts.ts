import type { Disposition, RuleOutcome, Verdict } from '@ftz/shared/contract/disposition.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { isOfIncident } from '@ftz/shared/state/disposition-lifecycle.ts';
import { alarmsOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { carriedOutDrafts } from './carried-out-drafts.ts';
import { areasOfDisposition, dispositionRefOf } from './disposition-ref.ts';

/**
 * It holds from now on, its incident is closed by it, and it is locked: in one decision, so that no
 * incident is ever closed without a disposition, or open with one. An act that it justifies is done with it.
 */
export function inForceDrafts(
  disposition: Disposition,
  verdict: Verdict,
  world: { situation: Situation; nowMs: number },
  actor: Actor,
): DurableDraft[] {
  const { situation } = world;
  const { subject, amends, incidentId } = disposition;
  const common = { areas: areasOfDisposition(situation, disposition), actor };
  const ref = dispositionRefOf(disposition);
  const ofIncident = subject.kind === 'incident' && incidentId !== null;
  const { conclusion, note } = verdict;
  return [
    {
      type: 'disposition.in-force',
      ...common,
      data: {
        ...ref,
        verdict,
        amends,
        outcomes: ofIncident ? outcomesOf(situation, incidentId) : [],
      },
    },
    ...(ofIncident && amends === null && isOfIncident(conclusion)
      ? [{ type: 'incident.closed' as const, ...common, data: { incidentId, conclusion, note } }]
      : []),
    { type: 'disposition.locked', ...common, data: ref },
    ...carriedOutDrafts(disposition, verdict, world, actor),
  ];
}

function outcomesOf(situation: Situation, incidentId: string): RuleOutcome[] {
  return alarmsOfIncident(situation, incidentId).map((alarm) => ({
    alarmId: alarm.id,
    rule: alarm.kind,
    entityId: alarm.entityId,
    area: alarm.area,
    raisedAtMs: alarm.raisedAtMs,
  }));
}
