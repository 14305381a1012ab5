import { randomBytes } from 'node:crypto';
import { openStorage } from '@ftz/bff/adapters/storage/storage.ts';
import { usualLicences } from '@ftz/shared/access/usual-licences.ts';
import type { Role } from '@ftz/shared/contract/account.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { hash } from '@node-rs/argon2';

type Somebody = { role: Role; areas: AreaId[]; officeId: string | null };
const ofZone = (role: Role): Somebody => ({ role, areas: [...areaIds], officeId: null });

/** Who works in the scenarios: enough for two people everywhere. */
export const people = {
  li: ofZone('duty-officer'),
  wang: ofZone('duty-officer'),
  zhao: ofZone('duty-officer'),
  chen: ofZone('shift-leader'),
  sun: ofZone('shift-leader'),
  zhou: ofZone('duty-chief'),
  wu: ofZone('field-officer'),
  zheng: ofZone('field-officer'),
  qian: ofZone('technician'),
  expert: { role: 'expert', areas: [], officeId: null },
  wall: ofZone('wall'),
} as const satisfies Record<string, Somebody>;
export type Name = keyof typeof people;

export const password = 'correct horse battery staple';

/** Makes their accounts in an empty data folder. */
export async function furnishPeople(dataDir: string): Promise<void> {
  const newId = (prefix: string) => `${prefix}${randomBytes(9).toString('base64url')}`;
  const passwordHash = await hash(password, { memoryCost: 1024, timeCost: 1 });
  const storage = await openStorage({ dataDir, nowMs: Date.now, newId });
  await storage.accounts.create(
    Object.entries(people).map(([username, { role, areas, officeId }]) => ({
      accountId: `U-${username}`,
      username,
      role,
      areas: [...areas],
      officeId,
      licences: usualLicences(role),
      passwordHash,
    })),
  );
  await storage.close();
}
