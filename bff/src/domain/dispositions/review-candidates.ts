import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Role } from '@ftz/shared/contract/account.ts';
import type {
  Disposition,
  ReviewExclusion,
  Signer,
  WaitingFor,
} from '@ftz/shared/contract/disposition.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import type { CommandWorld } from '#domain/commands/command-decision.ts';
import { areasOfDisposition } from './disposition-ref.ts';
import { personsWhoTookPart } from './who-took-part.ts';

type World = Pick<CommandWorld, 'situation' | 'people'>;

/** Somebody who also is one of these reviews nothing, under no account. */
const incompatible: readonly Role[] = ['field-officer', 'technician', 'auditor'];

export const signerOf = ({ accountId, personId, username }: Person): Signer => ({
  accountId,
  personId,
  name: username,
});

/** Null: this person may review it. Judged by what he is now, not by what he was when he came on duty. */
export function exclusionOf(
  disposition: Disposition,
  accountId: string,
  world: World,
): ReviewExclusion | null {
  return excluderOf(disposition, world)(accountId);
}

type Excluder = (accountId: string) => ReviewExclusion | null;

/** For many who are asked about the same disposition: who took part in it is looked for once. */
function excluderOf(disposition: Disposition, { situation, people }: World): Excluder {
  const { author } = disposition;
  const authors = [people.personIdOf(author.accountId), author.personId];
  let tookPart: Set<string> | null = null;
  return (accountId) => {
    const person = people.find(accountId);
    if (!person) return 'role';
    if (authors.includes(person.personId)) return 'is-author';
    const roles = people.accountsOf(person.personId).map(({ role }) => role);
    if (roles.some((role) => incompatible.includes(role))) return 'role';
    tookPart ??= personsWhoTookPart(situation, disposition, people);
    if (tookPart.has(person.personId)) return 'took-part';
    if (!person.licences.includes('second-review')) return 'no-licence';
    const areas = areasOfDisposition(situation, disposition);
    return mayDoInAny(person, 'disposition.conclude', areas) ? null : 'not-his-area';
  };
}

/** What crosses areas is reviewed from another office than its author's. */
function isOfSameOffice(disposition: Disposition, person: Person, { situation, people }: World) {
  const areas = areasOfDisposition(situation, disposition);
  if (areas.length < 2) return false;
  const author = people.find(disposition.author.accountId);
  return (author?.officeId ?? null) === person.officeId;
}

export type Candidates = {
  candidates: Signer[];
  excluded: { accountId: string; why: ReviewExclusion }[];
  /** Whom to wait for where nobody is left. */
  waitingFor: WaitingFor;
};

/**
 * Who of those on duty can be drawn, each person once, and why the others cannot. `passedOver` was
 * drawn and is let go: he is drawn again by no more than another chance, see the clock.
 */
export function reviewCandidates(
  disposition: Disposition,
  world: World,
  passedOver: string | null = null,
): Candidates {
  const exclude = excluderOf(disposition, world);
  const candidates = new Map<string, Signer>();
  const excluded: Candidates['excluded'] = [];
  for (const accountId of Object.keys(world.situation.duty).sort()) {
    const person = world.people.find(accountId);
    const why = person ? (exclude(accountId) ?? stepBack(person)) : ('role' as const);
    if (why) excluded.push({ accountId, why });
    else if (person && !candidates.has(person.personId))
      candidates.set(person.personId, signerOf(person));
  }

  function stepBack(person: Person): ReviewExclusion | null {
    if (isOfSameOffice(disposition, person, world)) return 'same-office';
    return person.personId === passedOver ? 'passed-over' : null;
  }

  const fitsButOffice = excluded.some(({ why }) => why === 'same-office');
  return {
    candidates: [...candidates.values()],
    excluded,
    waitingFor: fitsButOffice ? 'other-office' : 'anybody',
  };
}
