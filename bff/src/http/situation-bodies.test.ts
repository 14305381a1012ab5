import { gunzipSync, gzipSync } from 'node:zlib';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleStory } from '@ftz/shared/state/story.fixture.ts';
import { expect, it } from 'vitest';
import { emptyPicture } from '#domain/live-picture.ts';
import { buildRegistry } from '#domain/registry.ts';
import type { HttpDeps } from './http-deps.ts';
import { createSituationBodies } from './situation-bodies.ts';

const officer = (areas: Principal['areas'], username = 'o'): Principal => ({
  accountId: username,
  username,
  role: 'duty-officer',
  areas,
});
const story = () => exampleStory().slice(0, 2).reduce(applyDurable, emptySituation());

/** A house whose situation the test writes, and that compresses when the test says so. */
function openBodies(compress?: (epoch: string, situation: Situation) => Promise<Buffer>) {
  const house = { situation: story() };
  const registry = buildRegistry(site, fleet(1), []);
  const deps = {
    log: { epoch: 'e', headSeq: () => house.situation.seq },
    world: () => ({ registry, situation: house.situation, picture: emptyPicture(0), nowMs: 0 }),
  } as unknown as HttpDeps;
  return { house, bodies: createSituationBodies(deps, compress) };
}

const unpacked = (gzip: Buffer) => JSON.parse(gunzipSync(gzip).toString());

it('tells each what they may see', async () => {
  const { house, bodies } = openBodies();
  const whole = unpacked(await bodies.gzipFor(officer([...areaIds])));
  expect(whole).toEqual(JSON.parse(JSON.stringify({ epoch: 'e', situation: house.situation })));
  const foreign = unpacked(await bodies.gzipFor(officer(['PVG'])));
  expect(foreign.situation).toMatchObject({ seq: 2, alarms: {}, incidents: {} });
});

function heldCompression() {
  const made: { seq: number; finish: () => void; fail: () => void }[] = [];
  const compress = (epoch: string, situation: Situation) =>
    new Promise<Buffer>((resolve, reject) => {
      const body = gzipSync(JSON.stringify({ epoch, situation }));
      made.push({
        seq: situation.seq,
        finish: () => resolve(body),
        fail: () => reject(new Error('no memory')),
      });
    });
  return { made, compress };
}

it('is made once for a crowd with the same rights, and kept until something changes', async () => {
  const { made, compress } = heldCompression();
  const { house, bodies } = openBodies(compress);
  const crowd = Array.from({ length: 500 }, (_, n) =>
    bodies.gzipFor(officer(n % 2 ? ['WGQ', 'PVG'] : ['PVG', 'WGQ'], `o${n}`)),
  );
  expect(made.length).toBe(1);
  made[0]?.finish();
  expect(new Set(await Promise.all(crowd)).size).toBe(1);
  await bodies.gzipFor(officer(['WGQ', 'PVG']));
  expect(made.length).toBe(1);

  house.situation = { ...house.situation, seq: 3 };
  const next = bodies.gzipFor(officer(['WGQ', 'PVG']));
  made[1]?.finish();
  expect(unpacked(await next).situation.seq).toBe(3);
});

it('is never older than its request: who asks for a newer one shares the next', async () => {
  const { made, compress } = heldCompression();
  const { house, bodies } = openBodies(compress);
  const first = bodies.gzipFor(officer(['WGQ']));
  const later = [3, 4, 5].map((seq) => {
    house.situation = { ...house.situation, seq };
    return bodies.gzipFor(officer(['WGQ']));
  });
  expect(made.map(({ seq }) => seq)).toEqual([2]);
  made[0]?.finish();
  expect(unpacked(await first).situation.seq).toBe(2);
  await expect.poll(() => made.map(({ seq }) => seq)).toEqual([2, 5]);
  made[1]?.finish();
  for (const body of later) expect(unpacked(await body).situation.seq).toBe(5);
});

it('that failed is made again', async () => {
  const { made, compress } = heldCompression();
  const { bodies } = openBodies(compress);
  const failing = bodies.gzipFor(officer(['WGQ']));
  made[0]?.fail();
  await expect(failing).rejects.toThrow('no memory');
  const next = bodies.gzipFor(officer(['WGQ']));
  made[1]?.finish();
  expect(unpacked(await next).epoch).toBe('e');
});

it('is written piece by piece: others have their turn in between', async () => {
  const { house, bodies } = openBodies();
  const alarms = Array.from({ length: 5_000 }, (_, i) => exampleAlarm({ id: `A${i}` }));
  house.situation.alarms = Object.fromEntries(alarms.map((alarm) => [alarm.id, alarm]));
  let turns = 0;
  const ticker = setInterval(() => {
    turns += 1;
  }, 0);
  const body = await bodies.gzipFor(officer(['WGQ']));
  clearInterval(ticker);
  expect(turns).toBeGreaterThan(3);
  expect(Object.keys(unpacked(body).situation.alarms).length).toBe(5_000);
});
