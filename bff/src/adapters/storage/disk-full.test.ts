import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { databaseFile } from './data-dir.ts';
import { noteHead } from './head-file.ts';
import { renewEpoch } from './renew-epoch.ts';
import { noDiskHere, reserveOf, smallDisk, takeTheRest } from './small-disk.fixture.ts';
import { note, openFor, textOf, upTo } from './storage.fixture.ts';
import type { Storage } from './storage.ts';
import { openTracks } from './tracks.ts';

const diskMb = 28;
const wholeReserve = 8 << 20;
const big = 'x'.repeat(1_900);
const mark = (n: number) => ({ commandId: `c${n}`, accountId: 'u' });
const officer = {
  accountId: 'u',
  username: 'officer',
  role: 'duty-officer',
  areas: ['WGQ'],
  passwordHash: 'x',
} as const;

/** What devices say, until it finds no room. Answers how many were acknowledged. */
async function fill({ log }: Storage): Promise<number> {
  for (let n = 0; ; n++) {
    const refused = await log.append([note(`${n}${big}`)]).then(
      () => null,
      ({ code }) => code,
    );
    if (refused !== null) {
      expect(refused).toBe('disk-full');
      return n;
    }
  }
}

/** With a whole reserve, and one account. */
async function openOn(disk: string) {
  const dataDir = join(disk, 'data');
  const storage = await openFor(dataDir);
  await storage.accounts.create([{ ...officer, areas: [...officer.areas] }]);
  await vi.waitFor(() => expect(reserveOf(dataDir)).toBe(wholeReserve));
  return { dataDir, storage };
}

test('on a full disk devices are refused, people still act, and it goes on when there is room', async ({
  skip,
}) => {
  const disk = smallDisk(diskMb);
  if (disk === null) return skip(noDiskHere);
  const { dataDir, storage } = await openOn(disk);
  // Something else on the machine takes the disk, all but what is reserved.
  const other = join(disk, 'other');
  writeFileSync(other, new Uint8Array((diskMb - 10) << 20));
  const kept = await fill(storage);
  expect(reserveOf(dataDir)).toBeLessThan(wholeReserve);
  // Whatever fills the disk takes that, too.
  takeTheRest(join(disk, 'more'));
  expect(storage.stalledSinceMs()).not.toBeNull();
  expect(storage.health().ok).toBe(false);

  for (const n of upTo(1_000)) {
    const device = storage.log.append([note('device')]);
    await expect(device).rejects.toMatchObject({ code: 'disk-full' });
    await storage.log.append([note(`person ${n}${big}`)], mark(n));
  }
  expect(storage.stalledSinceMs()).not.toBeNull();

  rmSync(other);
  rmSync(join(disk, 'more'));
  await vi.waitFor(() => expect(storage.stalledSinceMs()).toBeNull());
  expect(reserveOf(dataDir)).toBe(wholeReserve);
  await storage.log.append([note('device again')]);
  const texts = (await storage.log.read(0, 100_000)).map(textOf);
  expect(texts).toHaveLength(kept + 1_001);
  expect(texts.at(-1)).toBe('device again');
}, 60_000);

test('what was decided on top of something that finds no room is refused with it, however much it is', async ({
  skip,
}) => {
  const disk = smallDisk(diskMb);
  if (disk === null) return skip(noDiskHere);
  const { storage } = await openOn(disk);
  takeTheRest(join(disk, 'other'));
  await fill(storage);
  const before = storage.log.headSeq();
  for (const drafts of [1, 1_500]) {
    const outcomes = await Promise.allSettled([
      storage.log.append(upTo(drafts).map(() => note(`device ${big}`))),
      storage.log.append([note('person')], mark(drafts)),
    ]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'disk-full' } });
    }
  }
  expect(storage.log.headSeq()).toBe(before);
  // Decided anew, alone.
  expect(await storage.log.append([note('person')], mark(1))).toHaveLength(1);
}, 30_000);

test('on a full disk a person signs in, and out', async ({ skip }) => {
  const disk = smallDisk(diskMb);
  if (disk === null) return skip(noDiskHere);
  const { storage } = await openOn(disk);
  const session = { accountId: 'u', expiresAtMs: Date.now() + 3_600_000 };
  await storage.sessions.open({ ...session, tokenHash: 'before' });
  takeTheRest(join(disk, 'other'));
  await fill(storage);
  takeTheRest(join(disk, 'other'));
  await storage.sessions.revoke('before');
  expect(await storage.sessions.find('before', Date.now())).toBeNull();
  for (const n of upTo(300)) await storage.sessions.open({ ...session, tokenHash: `${n}${big}` });
  expect(await storage.sessions.find(`300${big}`, Date.now())).toMatchObject({ accountId: 'u' });
  takeTheRest(join(disk, 'other'));
  for (const n of upTo(300)) await storage.sessions.revoke(`${n}${big}`);
  expect(await storage.sessions.find(`300${big}`, Date.now())).toBeNull();
}, 30_000);

test('it starts on a full disk, also restored from a backup, and people act at once', async ({
  skip,
}) => {
  const disk = smallDisk(diskMb);
  if (disk === null) return skip(noDiskHere);
  const { dataDir, storage } = await openOn(disk);
  await storage.log.append([note('a')]);
  const { epoch } = storage.log;
  await storage.close();
  noteHead(dataDir, { epoch, seq: 9, hash: '00' }, { synced: true });
  takeTheRest(join(disk, 'other'));

  const again = await openFor(dataDir);
  expect(again.log.epoch).not.toBe(epoch);
  takeTheRest(join(disk, 'other'));
  const tracks = await openTracks({ dataDir, nowMs: Date.now, retainHours: 1 });
  await expect(again.log.append([note('device')])).rejects.toMatchObject({ code: 'disk-full' });
  expect(await again.log.append([note('person')], mark(1))).toHaveLength(1);
  await tracks.close();
  await again.close();

  takeTheRest(join(disk, 'other'));
  renewEpoch(dataDir, 'epoch-3');
  takeTheRest(join(disk, 'other'));
  expect((await openFor(dataDir)).log.epoch).toBe('epoch-3');
}, 30_000);

test('where nothing is reserved any more, a start says that the disk is full', async ({ skip }) => {
  const disk = smallDisk(diskMb);
  if (disk === null) return skip(noDiskHere);
  const { dataDir, storage } = await openOn(disk);
  await storage.close();
  writeFileSync(join(dataDir, 'reserve'), '');
  takeTheRest(join(disk, 'other'));
  await expect(openFor(dataDir)).rejects.toMatchObject({ code: 'disk-full' });
  // A database that is none is not a matter of room.
  rmSync(join(disk, 'other'));
  writeFileSync(databaseFile(dataDir), 'x'.repeat(10_000));
  await expect(openFor(dataDir)).rejects.toMatchObject({ code: 'failed' });
}, 30_000);
