import type { DatabaseSync } from 'node:sqlite';
import { type Principal, roles } from '@ftz/shared/contract/account.ts';
import type { Account, NewAccount } from '#domain/ports.ts';
import { areasIn, numberIn, type Row, textIn, wordIn } from './row-values.ts';
import { inTransaction } from './transaction.ts';

export const principalIn = (row: Row): Principal => ({
  accountId: textIn(row, 'account_id'),
  username: textIn(row, 'username'),
  role: wordIn(row, 'role', roles),
  areas: areasIn(row, 'areas'),
});

export function accountTable(db: DatabaseSync) {
  const count = db.prepare('SELECT count(*) AS n FROM account');
  const insert = db.prepare(
    'INSERT INTO account (account_id, username, role, areas, password_hash) VALUES (?, ?, ?, ?, ?)',
  );
  const byUsername = db.prepare('SELECT * FROM account WHERE username = ?');

  return {
    countAccounts: (): number => numberIn(count.get() ?? {}, 'n'),

    createAccounts(accounts: NewAccount[]): void {
      inTransaction(db, () => {
        for (const { accountId, username, role, areas, passwordHash } of accounts) {
          insert.run(accountId, username, role, JSON.stringify(areas), passwordHash);
        }
      });
    },

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
