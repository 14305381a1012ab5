import type { Person } from '@ftz/shared/contract/person.ts';
import type { People } from '#domain/people.ts';
import type { AccountStore } from '#domain/ports.ts';

/** Accounts change seldom; who is disabled is out of every draw this soon. */
const readEveryMs = 5_000;

/** Keeps everybody who works here at hand, so that a decision need not wait for the store. */
export async function openPeopleDirectory(
  accounts: Pick<AccountStore, 'people'>,
  isOnline: People['isOnline'],
): Promise<People & { close: () => void }> {
  let people = new Map<string, Person>();
  const read = async () => {
    people = new Map((await accounts.people()).map((person) => [person.accountId, person]));
  };
  await read();
  // What cannot be read now stays as it was read last.
  const beat = setInterval(() => void read().catch(() => undefined), readEveryMs);
  return {
    find: (accountId) => people.get(accountId),
    all: () => [...people.values()],
    isOnline,
    close: () => clearInterval(beat),
  };
}
