import type { Person } from '@ftz/shared/contract/person.ts';

/** Who works here, and who sits at an open screen right now. */
export type People = {
  /** Null of an account that is closed: nobody acts by it any more. */
  find: (accountId: string) => Person | undefined;
  /** Everybody whose account is open. */
  all: () => readonly Person[];
  /** Whether a page of this account is connected. */
  isOnline: (accountId: string) => boolean;
  /** The human being behind an account, also behind one that is closed; the account itself where nobody knows. */
  personIdOf: (accountId: string) => string;
  /** The open accounts of one human being. */
  accountsOf: (personId: string) => readonly Person[];
};

/** Everybody who ever had an account here. */
export type KnownPerson = { person: Person; open: boolean };

/** Answers about these people. */
export function peopleOf(known: readonly KnownPerson[], isOnline: People['isOnline']): People {
  const byAccount = new Map(known.map((each) => [each.person.accountId, each]));
  const open = known.filter(({ open }) => open).map(({ person }) => person);
  const byPerson = Map.groupBy(open, ({ personId }) => personId);
  return {
    find: (accountId) => {
      const found = byAccount.get(accountId);
      return found?.open ? found.person : undefined;
    },
    all: () => open,
    isOnline,
    personIdOf: (accountId) => byAccount.get(accountId)?.person.personId ?? accountId,
    accountsOf: (personId) => byPerson.get(personId) ?? [],
  };
}

/** Where two people are needed, two log-ins of one human being are one. */
export function isSamePerson(people: People, accountId: string, otherId: string): boolean {
  return people.personIdOf(accountId) === people.personIdOf(otherId);
}
