import { mayDo, mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Viewing } from '@ftz/shared/contract/access.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { areasOfAlarm } from '@ftz/shared/state/incident-circle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { actorOf } from '#domain/commands/command-decision.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import type { Clock } from '#domain/ports.ts';
import { proofsOf } from '#domain/procedures/prove-reading.ts';

/** Looking on for so long is one viewing. */
const oneViewingMs = 10 * 60_000;
/** Of more than are ever looked at in that time the oldest are forgotten: then they are told twice. */
const mostRemembered = 20_000;

export type Viewed = { viewing: Viewing; areas: AreaId[]; alarmId?: string };
export type NoteViewing = (principal: Principal, viewed: Viewed) => void;

/**
 * Who looked at what, and what for. Nobody waits for it: a picture that cannot be noted is shown, and
 * noted with the next request for it.
 */
export function keepAccessLog(lane: Pick<DecisionLane, 'decide'>, clock: Clock): NoteViewing {
  const notedAtMs = new Map<string, number>();

  return (principal, viewed) => {
    const { what, id, incidentId, piece } = viewed.viewing;
    const key = [principal.accountId, what, id, incidentId, piece, viewed.alarmId].join('\n');
    const nowMs = clock.nowMs();
    const before = notedAtMs.get(key);
    if (before !== undefined && Math.abs(nowMs - before) < oneViewingMs) return;
    notedAtMs.delete(key);
    notedAtMs.set(key, nowMs);
    const [oldest] = notedAtMs.keys();
    if (notedAtMs.size > mostRemembered && oldest !== undefined) notedAtMs.delete(oldest);
    lane
      .decide(
        ({ situation, put }) => {
          put(draftsOf(situation, principal, viewed));
          return undefined;
        },
        { messageKey: null, device: 'access-log', urgent: false },
      )
      .catch(() => notedAtMs.delete(key));
  };
}

function draftsOf(
  situation: Situation,
  principal: Principal,
  { viewing, areas, alarmId }: Viewed,
): DurableDraft[] {
  const actor = actorOf(principal);
  const audience = { only: [principal.accountId] };
  return [
    { type: 'access.viewed', areas, audience, actor, data: { viewing } },
    ...(alarmId === undefined ? [] : seen(situation, principal, alarmId)),
    ...proofs(situation, principal, viewing),
  ];
}

/** Whoever works on the incident has opened its evidence: a step of its procedure may ask for just that. */
function proofs(
  situation: Situation,
  principal: Principal,
  { what, incidentId }: Viewing,
): DurableDraft[] {
  const incident = ownOf(situation.incidents, incidentId ?? '');
  const works = incident && mayDoInAny(principal, 'procedure.tick-step', incident.areas);
  if (what !== 'evidence' || !works) return [];
  return proofsOf(situation, incident.id, 'evidence-opened', actorOf(principal));
}

/** Told once of each person who could act on it; a display sees nothing. */
function seen(situation: Situation, principal: Principal, alarmId: string): DurableDraft[] {
  const alarm = ownOf(situation.alarms, alarmId);
  if (!alarm || !mayDo(principal, 'alarm.acknowledge', alarm.area)) return [];
  const by = ownOf(situation.seenAlarms, alarmId)?.by ?? [];
  if (by.some(({ accountId }) => accountId === principal.accountId)) return [];
  const areas = areasOfAlarm(situation, alarm);
  return [{ type: 'alarm.seen', areas, actor: actorOf(principal), data: { alarmId } }];
}
