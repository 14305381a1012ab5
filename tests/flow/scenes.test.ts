import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandName, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Scene } from '@ftz/shared/contract/scene.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { siteHall, siteScenes } from '@ftz/shared/site/scenes.ts';
import { sceneOf } from '@ftz/shared/state/scenes.ts';
import { shownOnWall } from '@ftz/shared/state/shown-on-wall.ts';
import { exampleScene } from '@ftz/shared/state/wall.fixture.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse } from '#house.ts';

/** What walls show, asked of the running house by REST as its people do, over restarts. */
const own = exampleScene({ id: 'overview', nameEn: 'Overview of this house' });
let house: House;

beforeAll(async () => {
  const roles = { leader: 'shift-leader', chief: 'duty-chief', wall: 'wall' } as const;
  house = await startHouse(
    Object.entries(roles).map(([username, role]) => ({ username, role, areas: [...areaIds] })),
    [],
    {},
    async (dataDir) => writeFileSync(join(dataDir, 'scenes.json'), JSON.stringify([own])),
  );
  expect(await act('wall', 'wall.register', { wallId: '1' })).toBe('ok');
});
afterAll(() => house?.stop());

async function act(
  who: string,
  name: CommandName,
  argument: object,
  basedOnVersion: number | null = null,
): Promise<string> {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie: await house.signIn(who), 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: crypto.randomUUID(), name, basedOnVersion, argument }),
  });
  const reply = (await response.json()) as CommandReply & { code?: string };
  return reply.code ?? (reply.ok ? 'ok' : reply.refusal.code);
}

async function situation(): Promise<Situation> {
  const headers = { cookie: await house.signIn('leader') };
  const answer = await (await fetch(`${house.app.url}/api/situation`, { headers })).json();
  return (answer as { situation: Situation }).situation;
}
async function shown(): Promise<Scene> {
  const now = await situation();
  const screen = { wall: now.walls['1'] ?? null, areas: [...areaIds], asked: null };
  return shownOnWall(screen, now, siteHall, house.nowMs()).scene;
}

it('a house shows the scenes of its own file until somebody changes them', async () => {
  expect(await shown()).toEqual(own);
  const changed = { ...own, look: 'night' };
  // The file's was the second version of this scene.
  expect(await act('leader', 'scene.save', { scene: changed }, 1)).toBe('stale-version');
  expect(await act('leader', 'scene.save', { scene: changed }, 2)).toBe('ok');
  expect(await shown()).toEqual(changed);
});

it('two who save at once: one has it, the other is told, and neither is half of each', async () => {
  const [mine, theirs] = ['day', 'auto'].map((look) => ({ ...own, look }));
  const said = await Promise.all([
    act('leader', 'scene.save', { scene: mine }, 3),
    act('chief', 'scene.save', { scene: theirs }, 3),
  ]);
  expect(said.toSorted()).toEqual(['ok', 'stale-version']);
  expect([mine, theirs]).toContainEqual(await shown());
});

it('two who set a scene at once: the higher rank has it, whoever came first', async () => {
  const set = (who: string, sceneId: string) =>
    act(who, 'wall.set-scene', { wallId: '1', sceneId });
  const [said] = await Promise.all([set('leader', 'video'), set('chief', 'statistics')]);
  expect(['ok', 'outranked']).toContain(said);
  expect((await shown()).id).toBe('statistics');
  expect(await set('leader', 'video')).toBe('outranked');
  house.pass(600_000);
  expect(await set('leader', 'video')).toBe('ok');
});

it('what a wall shows, and what people laid out, outlives a restart; a file that is gone is taken back', async () => {
  const before = await shown();
  expect(await act('leader', 'scene.remove', { sceneId: 'overview' }, 4)).toBe('ok');
  rmSync(join(house.dataDir, 'scenes.json'));
  await house.restart();
  expect(await shown()).toEqual(before);
  expect(sceneOf(await situation(), siteScenes, 'overview')).toEqual(siteScenes[0]);
});
