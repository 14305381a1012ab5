import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { type Role, roles } from '@ftz/shared/contract/account.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { site } from '@ftz/shared/site/site.ts';
import { hash, verify } from '@node-rs/argon2';
import type { AccountStore, IdSource } from '#domain/ports.ts';
import { writeAtomically } from './write-atomically.ts';

export type FirstAccount = {
  role: Role;
  username: string;
  password: string;
  areas: AreaId[];
  officeId: string | null;
};

/** One of each role for the whole zone, then enough colleagues that two people can be found. */
function firstPeople(): Omit<FirstAccount, 'password'>[] {
  const ofZone = (role: Role, username: string) => ({
    role,
    username,
    areas: [...areaIds],
    officeId: null,
  });
  const officers = site.offices.map(({ id, areas }) => ({
    role: 'duty-officer' as const,
    username: `duty-officer-${id.replace('OFFICE-', '').toLowerCase()}`,
    areas,
    officeId: id,
  }));
  const colleagues: Role[] = ['duty-officer', 'shift-leader', 'field-officer', 'technician'];
  return [
    ...roles.map((role) => ofZone(role, role)),
    ...colleagues.map((role) => ofZone(role, `${role}-2`)),
    ...officers,
  ];
}

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
 * On an empty store: an account for each role and some colleagues, each with a random password, written
 * to `DATA_DIR/first-accounts.json` (mode 0600) before the accounts exist, so that no crash leaves
 * accounts that nobody can enter. Returns the list on that first start, null on every later one.
 */
export async function createFirstAccounts(
  dataDir: string,
  accounts: AccountStore,
  newId: IdSource,
): Promise<FirstAccount[] | null> {
  if ((await accounts.count()) > 0) return null;
  const first = firstPeople().map((person) => ({ ...person, password: newPassword() }));
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
