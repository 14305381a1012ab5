import type { DatabaseSync } from 'node:sqlite';
import type { PushAddress } from '@ftz/shared/contract/push.ts';
import type { PushSubscription } from '#domain/ports.ts';
import { principalIn } from './account-table.ts';
import { textIn } from './row-values.ts';
import { inTransaction } from './transaction.ts';

/** Phones of one account that ring at the same time; beyond it the oldest is silent. */
const mostOfAccount = 5;

/**
 * Where a session's phone is rung. A row goes with its session, by the store itself; one whose session has
 * run out, or whose account was closed, is told to nobody from then on, and goes with the next that comes.
 */
export function pushTable(db: DatabaseSync) {
  const forget = db.prepare('DELETE FROM push_subscription WHERE endpoint = ?');
  const forgetOfSession = db.prepare('DELETE FROM push_subscription WHERE token_hash = ?');
  const insert = db.prepare(
    'INSERT INTO push_subscription (token_hash, endpoint, p256dh, auth) VALUES (?, ?, ?, ?)',
  );
  const forgetBeyond = db.prepare(`
    DELETE FROM push_subscription WHERE rowid IN (
      SELECT push_subscription.rowid FROM push_subscription JOIN session USING (token_hash)
      WHERE account_id = (SELECT account_id FROM session WHERE token_hash = ?)
      ORDER BY push_subscription.rowid DESC LIMIT -1 OFFSET ?)`);
  const forgetEnded = db.prepare(`
    DELETE FROM push_subscription WHERE token_hash NOT IN (
      SELECT token_hash FROM session JOIN account USING (account_id)
      WHERE expires_at_ms > ? AND disabled = 0)`);
  const live = db.prepare(`
    SELECT account.*, endpoint, p256dh, auth FROM push_subscription
    JOIN session USING (token_hash) JOIN account USING (account_id)
    WHERE expires_at_ms > ? AND disabled = 0`);

  return {
    /** A browser has one address, and a session one browser: whoever had either before has it no more. */
    keepPush(tokenHash: string, { endpoint, p256dh, auth }: PushAddress, nowMs: number): void {
      inTransaction(db, () => {
        forgetEnded.run(nowMs);
        forget.run(endpoint);
        forgetOfSession.run(tokenHash);
        insert.run(tokenHash, endpoint, p256dh, auth);
        forgetBeyond.run(tokenHash, mostOfAccount);
      });
    },
    forgetPushOfSession: (tokenHash: string): void => void forgetOfSession.run(tokenHash),
    forgetPush: (endpoint: string): void => void forget.run(endpoint),
    listPush: (nowMs: number): PushSubscription[] =>
      live.all(nowMs).map((row) => ({
        principal: principalIn(row),
        address: {
          endpoint: textIn(row, 'endpoint'),
          p256dh: textIn(row, 'p256dh'),
          auth: textIn(row, 'auth'),
        },
      })),
  };
}
