import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { type Role, roles } from '@ftz/shared/contract/account.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { hash, verify } from '@node-rs/argon2';
import type { AccountStore, IdSource } from '#domain/ports.ts';
import { writeAtomically } from './write-atomically.ts';

export type FirstAccount = { role: Role; username: string; password: string; areas: AreaId[] };

/** No 0 O 1 l I: a password that is read from paper at night. */
const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

function newPassword(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group()].join('-');
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'first-accounts.json');
}

/**
 * On an empty store: one account per role for the whole zone, each with a random password, written
 * to `DATA_DIR/first-accounts.json` (mode 0600) before the accounts exist, so that no crash leaves
 * accounts that nobody can enter. Returns the list on that first start, null on every later one.
 */
export async function createFirstAccounts(
  dataDir: string,
  accounts: AccountStore,
  newId: IdSource,
): Promise<FirstAccount[] | null> {
  if ((await accounts.count()) > 0) return null;
  const first = roles.map((role) => ({
    role,
    username: role,
    password: newPassword(),
    areas: [...areaIds],
  }));
  writeAtomically(fileOf(dataDir), `${JSON.stringify(first, null, 2)}\n`);
  const hashed = await Promise.all(
    first.map(async ({ password, ...account }) => ({
      ...account,
      accountId: newId('U'),
      passwordHash: await hash(password),
    })),
  );
  await accounts.create(hashed);
  return first;
}

/** Checks against a hash of nothing when there is no such user, so that the answer takes as long. */
export async function createPasswordCheck() {
  const nobody = await hash(newPassword());
  return async (passwordHash: string | null, password: string): Promise<boolean> => {
    const right = await verify(passwordHash ?? nobody, password);
    return passwordHash !== null && right;
  };
}
