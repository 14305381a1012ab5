import { constants, DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { isFatal, StuckTransaction } from './sqlite-failure.ts';
import { inTransaction } from './transaction.ts';

/** One table of numbers; `mayRollBack` is asked whenever a transaction is to be taken back. */
function numbers(mayRollBack: () => boolean) {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE number (n INTEGER) STRICT');
  db.setAuthorizer((code, word) => {
    const isRollBack = code === constants.SQLITE_TRANSACTION && word === 'ROLLBACK';
    return isRollBack && !mayRollBack() ? constants.SQLITE_DENY : constants.SQLITE_OK;
  });
  const count = () => db.prepare('SELECT count(*) AS n FROM number').get()?.n;
  const failAfterOne = () =>
    inTransaction(db, () => {
      db.exec('INSERT INTO number VALUES (1)');
      throw new Error('no more');
    });
  return { db, count, failAfterOne };
}

test('nothing of what fails is kept, and why is told', () => {
  const { db, count, failAfterOne } = numbers(() => true);
  expect(failAfterOne).toThrow('no more');
  expect(count()).toBe(0);
  inTransaction(db, () => db.exec('INSERT INTO number VALUES (2)'));
  expect(count()).toBe(1);
});

test('one that cannot be taken back is fatal, and says what came first', () => {
  const { failAfterOne } = numbers(() => false);
  try {
    failAfterOne();
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(StuckTransaction);
    expect(String(error)).toContain('no more');
    expect(isFatal(error)).toBe(true);
  }
});
