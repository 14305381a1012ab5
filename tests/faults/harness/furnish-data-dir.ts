import { randomBytes } from 'node:crypto';
import { openStorage } from '@ftz/bff/adapters/storage/storage.ts';
import type { Role } from '@ftz/shared/contract/account.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { hash } from '@node-rs/argon2';

export type RowAccount = { username: string; role: Role; areas: AreaId[] };

/** Two officers of the whole zone and one of each area. */
export const zoneOfficer: RowAccount = {
  username: 'zone',
  role: 'duty-officer',
  areas: [...areaIds],
};
export const secondOfficer: RowAccount = { ...zoneOfficer, username: 'second' };
export const areaOfficers: RowAccount[] = areaIds.map((area) => ({
  username: `only-${area}`,
  role: 'duty-officer',
  areas: [area],
}));
export const rowAccounts = [zoneOfficer, secondOfficer, ...areaOfficers];

export const rowPassword = 'correct horse battery staple';

const cheap = { memoryCost: 1024, timeCost: 1 };

/**
 * Creates a store with the accounts of a row in an empty folder. `work` is what one look at a password
 * costs: a row that wants to see whether anybody looks makes it dear.
 */
export async function furnishDataDir(
  dataDir: string,
  work: { memoryCost: number; timeCost: number } = cheap,
): Promise<void> {
  const newId = (prefix: string) => `${prefix}${randomBytes(9).toString('base64url')}`;
  const passwordHash = await hash(rowPassword, work);
  const storage = await openStorage({ dataDir, nowMs: Date.now, newId });
  await storage.accounts.create(
    rowAccounts.map((account) => ({
      ...account,
      accountId: `U-${account.username}`,
      passwordHash,
    })),
  );
  await storage.close();
}
