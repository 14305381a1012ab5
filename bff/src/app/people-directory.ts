import { type People, peopleOf } from '#domain/people.ts';
import type { AccountStore } from '#domain/ports.ts';

/** Accounts change seldom; who is disabled is out of every draw this soon. */
const readEveryMs = 5_000;

/** Keeps everybody who works here at hand, so that a decision need not wait for the store. */
export async function openPeopleDirectory(
  accounts: Pick<AccountStore, 'people'>,
  isOnline: People['isOnline'],
): Promise<People & { close: () => void }> {
  let people = peopleOf(await accounts.people(), isOnline);
  const read = async () => {
    people = peopleOf(await accounts.people(), isOnline);
  };
  // What cannot be read now stays as it was read last.
  const beat = setInterval(() => void read().catch(() => undefined), readEveryMs);
  return {
    find: (accountId) => people.find(accountId),
    all: () => people.all(),
    isOnline,
    personIdOf: (accountId) => people.personIdOf(accountId),
    accountsOf: (personId) => people.accountsOf(personId),
    close: () => clearInterval(beat),
  };
}
