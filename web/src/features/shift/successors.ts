import { mayDo } from '@ftz/shared/access/policy.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { maySucceed } from '@ftz/shared/state/hand-over-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';

/** Who of those on duty could be asked; the server has the last word. */
export function successorsOf({ duty }: Situation, outgoingId: string): Person[] {
  const outgoing = ownOf(duty, outgoingId)?.person;
  if (!outgoing) return [];
  return Object.values(duty)
    .map(({ person }) => person)
    .filter(
      (person) =>
        person.personId !== outgoing.personId &&
        maySucceed(outgoing.role, person.role) &&
        commonAreas(outgoing, person).length > 0,
    );
}

/** What both may see is what can be handed over. */
export function commonAreas(outgoing: Person, incoming: Person): AreaId[] {
  return outgoing.areas.filter((area) => mayDo(incoming, 'hand-over.sign', area));
}
