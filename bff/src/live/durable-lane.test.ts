import { expect, it } from 'vitest';
import {
  createFollower,
  openFrozenPage,
  openMemoryLog,
  openPage,
  openRig,
  type Rights,
  wholeZone,
} from './live-rig.fixture.ts';
import { replayLimits } from './replay.ts';

const airport: Rights = { role: 'duty-officer', areas: ['PVG'] };
const seqsUpTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const from = (seq: number) => ({ epoch: 'e', seq });

it('sends what was missed in pages, then what is committed', async () => {
  const log = openMemoryLog();
  log.commit(['WGQ'], 1_234);
  const rig = await openRig(log);
  const follower = createFollower();
  const page = await openPage(rig, wholeZone, follower.hear);
  expect(await page.sync(from(0))).toBeNull();
  await expect.poll(() => follower.stands).toBe(1_234);
  expect(follower.ranges).toEqual([
    [0, 500],
    [500, 1_000],
    [1_000, 1_234],
  ]);
  log.commit(['WGQ'], 2);
  await expect.poll(() => follower.applied).toEqual(seqsUpTo(1_236));
  expect(follower.faults).toEqual([]);
  expect(follower.welcomes).toMatchObject([{ resume: 'replay', headSeq: 1_234, directory: 'tag' }]);
});

it.each([
  ['nothing', null],
  ['another history', { epoch: 'other', seq: 5_990 }],
  ['what is not written yet', from(6_001)],
  ['what is more than 5,000 entries ago', from(999)],
])(
  'tells a page that has %s to read the situation, and sends it nothing before',
  async (_, have) => {
    const log = openMemoryLog();
    log.commit(['WGQ'], 6_000);
    const rig = await openRig(log);
    const follower = createFollower();
    const page = await openPage(rig, wholeZone, follower.hear);
    await page.sync(have);
    await expect.poll(() => follower.welcomes).toMatchObject([{ resume: 'snapshot' }]);
    log.commit(['WGQ']);
    follower.stands = 6_000;
    await expect.poll(() => page.sync(from(6_000))).toBeNull();
    await expect.poll(() => follower.applied).toEqual([6_001]);
    expect(follower.faults).toEqual([]);
  },
);

it('replays exactly 5,000 entries', async () => {
  const log = openMemoryLog();
  log.commit(['WGQ'], 5_001);
  const rig = await openRig(log);
  const follower = createFollower();
  follower.stands = 1;
  await (await openPage(rig, wholeZone, follower.hear)).sync(from(1));
  await expect.poll(() => follower.applied.length).toBe(5_000);
});

it('sends nothing of what a page may not see, and says so with the next that it may', async () => {
  const log = openMemoryLog();
  const rig = await openRig(log);
  const follower = createFollower();
  await (await openPage(rig, airport, follower.hear)).sync(from(0));
  log.commit(['PVG']);
  await expect.poll(() => follower.stands).toBe(1);
  log.commit(['WGQ'], 3);
  log.commit([], 2);
  log.commit(['WGQ', 'PVG']);
  await expect.poll(() => follower.stands).toBe(7);
  expect(follower.ranges.slice(-2)).toEqual([
    [0, 1],
    [1, 7],
  ]);
  expect(follower.applied).toEqual([1, 7]);
});

it('encodes an entry once for all who have the same rights', async () => {
  const log = openMemoryLog();
  const rig = await openRig(log);
  const followers = await Promise.all(
    [wholeZone, airport, wholeZone, airport, wholeZone].map(async (rights) => {
      const follower = createFollower();
      await (await openPage(rig, rights, follower.hear)).sync(from(0));
      return follower;
    }),
  );
  await expect.poll(rig.attached).toBe(5);
  let encoded = 0;
  const { encoder } = rig.io as unknown as { encoder: { encode: (packet: object) => unknown } };
  const encode = encoder.encode.bind(encoder);
  encoder.encode = (packet) => {
    encoded += 1;
    return encode(packet);
  };
  log.commit(['PVG']);
  await expect.poll(() => followers.map(({ stands }) => stands)).toEqual([1, 1, 1, 1, 1]);
  expect(encoded).toBe(2);
});

it('cuts off a page that does not read, costs the others nothing, and welcomes it back whole', async () => {
  const log = openMemoryLog();
  const rig = await openRig(log);
  const reader = createFollower();
  await (await openPage(rig, wholeZone, reader.hear)).sync(from(0));
  await openFrozenPage(rig, wholeZone, from(0));
  await expect.poll(rig.attached).toBe(2);
  // More than the network between the two holds, a little at a time.
  await expect
    .poll(
      () => {
        if (rig.io.sockets.sockets.size > 1) log.commit(['WGQ'], 100, 2_000);
        return rig.io.sockets.sockets.size;
      },
      { interval: 1, timeout: 20_000 },
    )
    .toBe(1);
  const head = log.headSeq();
  await expect.poll(() => reader.applied.length, { timeout: 10_000 }).toBe(head);
  expect(reader.faults).toEqual([]);

  const back = createFollower();
  back.stands = head - 500;
  await (await openPage(rig, wholeZone, back.hear)).sync(from(head - 500));
  await expect.poll(() => back.applied.length).toBe(500);
  expect(rig.watch.health().ok).toBe(true);
});

it('reads no more of the log than a page takes, and cuts off one that takes nothing', async () => {
  const log = openMemoryLog();
  log.commit(['WGQ'], 5_000, 8_000);
  const rig = await openRig(log, { ...replayLimits, longestReadMs: 500 });
  const frozen = await openFrozenPage(rig, wholeZone, from(0));
  await expect.poll(() => log.asked.length).toBeGreaterThan(0);
  await expect.poll(() => rig.io.sockets.sockets.size).toBe(0);
  expect(log.asked.at(-1)).toBeLessThan(5_000);
  const asked = log.asked.length;
  log.commit(['WGQ']);
  expect(log.asked.length).toBe(asked);
  frozen.destroy();
});

it('never cuts off a page for its own replay, however large', async () => {
  const log = openMemoryLog();
  log.commit(['WGQ'], 1_050, 20_000);
  const rig = await openRig(log);
  const follower = createFollower();
  const page = await openPage(rig, wholeZone, follower.hear);
  await page.sync(from(0));
  await expect
    .poll(
      () => {
        if (log.headSeq() < 1_200) log.commit(['WGQ']);
        return follower.applied.length;
      },
      { interval: 1, timeout: 20_000 },
    )
    .toBe(1_200);
  expect(follower.faults).toEqual([]);
  expect(follower.welcomes.length).toBe(1);
});

it('forgets a page that leaves in the middle of its replay', async () => {
  const log = openMemoryLog();
  log.commit(['WGQ'], 100);
  const reading = Promise.withResolvers<void>();
  const slow = {
    ...log,
    read: async (afterSeq: number, limit: number) => {
      const events = await log.read(afterSeq, limit);
      await reading.promise;
      return events;
    },
  };
  const rig = await openRig(slow);
  const follower = createFollower();
  const page = await openPage(rig, wholeZone, follower.hear);
  await page.sync(from(0));
  await expect.poll(() => log.asked).toEqual([0]);
  page.close();
  await expect.poll(() => rig.io.sockets.sockets.size).toBe(0);
  reading.resolve();
  log.commit(['WGQ']);
  const next = createFollower();
  await (await openPage(rig, wholeZone, next.hear)).sync(from(0));
  await expect.poll(() => next.applied).toEqual(seqsUpTo(101));
  expect(follower.applied).toEqual([]);
  expect(rig.watch.health()).toEqual({ ok: true, detail: '0 failures' });
});

it('reads once what many come back for at the same time', async () => {
  const log = openMemoryLog();
  log.commit(['WGQ'], 100);
  const reading = Promise.withResolvers<void>();
  const slow = {
    ...log,
    read: async (afterSeq: number, limit: number) => {
      const events = await log.read(afterSeq, limit);
      await reading.promise;
      return events;
    },
  };
  const rig = await openRig(slow);
  const followers = await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const follower = createFollower();
      await (await openPage(rig, wholeZone, follower.hear)).sync(from(0));
      return follower;
    }),
  );
  await expect.poll(() => followers.map(({ welcomes }) => welcomes.length)).toEqual([1, 1, 1, 1]);
  reading.resolve();
  await expect.poll(rig.attached).toBe(4);
  await expect.poll(() => followers.map(({ stands }) => stands)).toEqual([100, 100, 100, 100]);
  expect(log.asked).toEqual([0]);
});

it('of one audience that fails: the others get theirs, and health says so until it is over', async () => {
  const log = openMemoryLog();
  const rig = await openRig(log);
  const [well, ill] = [createFollower(), createFollower()];
  await (await openPage(rig, wholeZone, well.hear)).sync(from(0));
  const nonsense = { role: 'nobody', areas: ['WGQ'] } as unknown as Rights;
  const illPage = await openPage(rig, nonsense, ill.hear);
  await illPage.sync(from(0));
  await expect.poll(rig.attached).toBe(2);
  log.commit(['WGQ']);
  await illPage.closed;
  await expect.poll(() => well.applied).toEqual([1]);
  expect(rig.watch.health()).toMatchObject({ ok: false });
  log.commit(['WGQ']);
  await expect.poll(() => well.applied).toEqual([1, 2]);
  expect(rig.watch.health()).toEqual({ ok: true, detail: '1 failures' });
});
