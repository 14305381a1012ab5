import type { DatabaseSync } from 'node:sqlite';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { principalIn } from './account-table.ts';
import { inTransaction } from './transaction.ts';

export type NewSession = { tokenHash: string; accountId: string; expiresAtMs: number };

export function sessionTable(db: DatabaseSync) {
  const insert = db.prepare(
    'INSERT INTO session (token_hash, account_id, expires_at_ms) VALUES (?, ?, ?)',
  );
  const forgetExpired = db.prepare('DELETE FROM session WHERE expires_at_ms <= ?');
  const remove = db.prepare('DELETE FROM session WHERE token_hash = ?');
  const live = db.prepare(`
    SELECT account.* FROM session JOIN account USING (account_id)
    WHERE token_hash = ? AND expires_at_ms > ? AND disabled = 0`);

  return {
    openSession(session: NewSession, nowMs: number): void {
      inTransaction(db, () => {
        forgetExpired.run(nowMs);
        insert.run(session.tokenHash, session.accountId, session.expiresAtMs);
      });
    },

    findSession(tokenHash: string, nowMs: number): Principal | null {
      const row = live.get(tokenHash, nowMs);
      return row === undefined ? null : principalIn(row);
    },

    revokeSession(tokenHash: string): void {
      remove.run(tokenHash);
    },
  };
}
