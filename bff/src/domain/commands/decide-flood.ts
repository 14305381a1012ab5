import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  no,
  yes,
} from './command-decision.ts';

/** A desk that cannot take in what comes asks the other desks of the area for a hand. */
export function askHelpInFlood(
  { argument }: CommandOf<'flood.ask-help'>,
  principal: Principal,
  { situation }: CommandWorld,
): Decision {
  const { area } = argument;
  if (!mayDo(principal, 'situation.read', area)) return no(refuse('not-found'));
  if (!mayDo(principal, 'flood.ask-help', area)) return no(refuse('not-permitted'));
  const flood = ownOf(situation.floods, area);
  if (!flood || flood.report !== null || flood.helpAskedAtMs !== null)
    return no(refuse('wrong-state'));
  return yes({
    type: 'flood.help-asked',
    areas: [area],
    actor: actorOf(principal),
    data: { area },
  });
}
