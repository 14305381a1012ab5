import type { Principal } from '@ftz/shared/contract/account.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import { refusalToRule } from '@ftz/shared/state/lane-lifecycle.ts';
import { laneOutcomeKey } from '@ftz/shared/state/lane-outcome.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { needsTwoToRelease, readingOf, ruledDrafts } from '#domain/lanes/lane-reading.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';

/**
 * An officer rules on what a lane read. A hold is one person's and at once; a release against what the
 * comparison says is proposed to a second, and carried out by what the two conclude.
 */
export function ruleOnLane(
  { argument }: CommandOf<'lane.decide'>,
  principal: Principal,
  { situation, nowMs }: CommandWorld,
): Decision {
  const { laneId, eventId, incidentId, decision: ruling, reason } = argument;
  const reading = readingOf(situation, laneOutcomeKey(laneId, eventId));
  const incident = incidentId === null ? null : ownOf(situation.incidents, incidentId);
  if (!reading || incident === undefined) return no(refuse('not-found'));
  const { outcome } = reading;
  const refusal = guard(principal, 'lane.decide', { areas: [reading.area], version: 1 }, null);
  if (refusal) return no(refusal);
  if (incident && guard(principal, 'lane.decide', incident, null)) return no(refuse('not-found'));
  if (incident?.state === 'closed') return no(refuse('wrong-state'));
  const refused = refusalToRule(
    { state: outcome?.state ?? null, isMismatch: needsTwoToRelease(situation, reading) },
    ruling,
  );
  if (refused) return no(refuse(refused));
  const ruled = { ruling, reason, by: principal.username, incidentId };
  return yes(...ruledDrafts(reading, ruled, { situation, nowMs }, actorOf(principal)));
}
