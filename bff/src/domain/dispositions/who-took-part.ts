import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { People } from '#domain/people.ts';

/** Whoever only looked has touched nothing; whoever concluded, returned or settled has. */
const touchesNothing: readonly string[] = ['alarm.seen', 'disposition.started'];

/**
 * The persons who had a hand in what is concluded: everybody whom the incident's timeline names, under
 * whatever account, and who had a part in a disposition that this one replaces or that was returned.
 */
export function personsWhoTookPart(
  situation: Situation,
  { incidentId, amends, returned }: Disposition,
  people: People,
): Set<string> {
  const incident = incidentId === null ? undefined : ownOf(situation.incidents, incidentId);
  const named = (incident?.timeline ?? [])
    .filter(({ type }) => !touchesNothing.includes(type))
    .flatMap(({ accountId }) => accountId ?? []);
  const before = amends === null ? undefined : ownOf(situation.dispositions, amends);
  const signers = [before?.author, before?.second, before?.adjudicator, returned?.by];
  return new Set([
    ...named.map((accountId) => people.personIdOf(accountId)),
    ...signers.flatMap((signer) => signer?.personId ?? []),
  ]);
}
