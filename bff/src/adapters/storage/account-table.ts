import type { DatabaseSync } from 'node:sqlite';
import { usualLicences } from '@ftz/shared/access/usual-licences.ts';
import { type Principal, roles } from '@ftz/shared/contract/account.ts';
import { licences, type Person } from '@ftz/shared/contract/person.ts';
import type { KnownPerson } from '#domain/people.ts';
import type { Account, NewAccount } from '#domain/ports.ts';
import {
  areasIn,
  numberIn,
  optionalTextIn,
  type Row,
  textIn,
  wordIn,
  wordsIn,
} from './row-values.ts';
import { inTransaction } from './transaction.ts';

export const principalIn = (row: Row): Principal => ({
  accountId: textIn(row, 'account_id'),
  username: textIn(row, 'username'),
  role: wordIn(row, 'role', roles),
  areas: areasIn(row, 'areas'),
});

function personIn(row: Row): Person {
  const principal = principalIn(row);
  const licensed = optionalTextIn(row, 'licences');
  return {
    ...principal,
    personId: optionalTextIn(row, 'person_id') ?? principal.accountId,
    officeId: optionalTextIn(row, 'office_id'),
    licences:
      licensed === null ? usualLicences(principal.role) : wordsIn(row, 'licences', licences),
  };
}

export function accountTable(db: DatabaseSync) {
  const count = db.prepare('SELECT count(*) AS n FROM account');
  const insert = db.prepare(
    `INSERT INTO account (account_id, username, role, areas, password_hash, person_id, office_id, licences)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const everybody = db.prepare('SELECT * FROM account ORDER BY username');
  const byUsername = db.prepare('SELECT * FROM account WHERE username = ?');

  return {
    countAccounts: (): number => numberIn(count.get() ?? {}, 'n'),

    createAccounts(accounts: NewAccount[]): void {
      inTransaction(db, () => {
        for (const account of accounts) {
          const { accountId, username, role, areas, passwordHash } = account;
          const { personId = null, officeId = null, licences = null } = account;
          const licensed = licences && JSON.stringify(licences);
          const written = JSON.stringify(areas);
          insert.run(
            accountId,
            username,
            role,
            written,
            passwordHash,
            personId,
            officeId,
            licensed,
          );
        }
      });
    },

    listPeople: (): KnownPerson[] =>
      everybody
        .all()
        .map((row) => ({ person: personIn(row), open: numberIn(row, 'disabled') === 0 })),

    findAccount(username: string): Account | null {
      const row = byUsername.get(username);
      if (row === undefined) return null;
      return {
        ...principalIn(row),
        passwordHash: textIn(row, 'password_hash'),
        disabled: numberIn(row, 'disabled') !== 0,
      };
    },
  };
}
