import type { Person } from '@ftz/shared/contract/person.ts';

/** Who works here, and who sits at an open screen right now. */
export type People = {
  find: (accountId: string) => Person | undefined;
  all: () => Person[];
  /** Whether a page of this account is connected. */
  isOnline: (accountId: string) => boolean;
};

/** Where two people are needed, two log-ins of one human being are one. */
export function isSamePerson(people: People, accountId: string, otherId: string): boolean {
  const personId = people.find(accountId)?.personId ?? accountId;
  return personId === (people.find(otherId)?.personId ?? otherId);
}
