import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import { isOnDuty, refusalToEndDuty } from '@ftz/shared/state/duty.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  no,
  yes,
} from './command-decision.ts';

/** Somebody takes his place: from now on he can be drawn, asked and handed things. */
export function beginDuty(
  _: CommandOf<'duty.begin'>,
  principal: Principal,
  { situation, people, nowMs }: CommandWorld,
): Decision {
  const person = people.find(principal.accountId);
  if (!person || !mayDo(principal, 'duty.begin', null)) return no(refuse('not-permitted'));
  if (isOnDuty(situation, principal.accountId)) return no(refuse('wrong-state'));
  return yes({
    type: 'duty.began',
    areas: principal.areas,
    actor: actorOf(principal),
    data: { duty: { person, sinceMs: nowMs } },
  });
}

/** Nobody goes while something open is his: it would be without an owner from then on. */
export function endDuty(
  _: CommandOf<'duty.end'>,
  principal: Principal,
  { situation }: CommandWorld,
): Decision {
  if (!mayDo(principal, 'duty.end', null)) return no(refuse('not-permitted'));
  const refused = refusalToEndDuty(situation, principal.accountId);
  if (refused) return no(refuse(refused));
  return yes({
    type: 'duty.ended',
    areas: principal.areas,
    actor: actorOf(principal),
    data: { accountId: principal.accountId },
  });
}
