import type { Principal, Role } from '@ftz/shared/contract/account.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import type { Scene } from '@ftz/shared/contract/scene.ts';
import { siteHall, siteScenes } from '@ftz/shared/site/scenes.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { sceneOf } from '@ftz/shared/state/scenes.ts';
import { shownOnWall } from '@ftz/shared/state/shown-on-wall.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleJoint, examplePane, exampleScene } from '@ftz/shared/state/wall.fixture.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { personNamed } from './acting-people.fixture.ts';
import { exampleCommandWorld, examplePeople } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const person = (name: string, role: Role, areas: AreaId[] = [...areaIds]) =>
  personNamed(name, role, areas);
const officer = person('o', 'duty-officer');
const leader = person('l', 'shift-leader');
const otherLeader = person('m', 'shift-leader');
const chief = person('c', 'duty-chief');
const ofWgq = person('w1', 'wall', ['WGQ']);
const ofAll = person('w2', 'wall');

/** Walls 1 (of one area) and 2 (of all), at noon. */
function hall() {
  let situation = emptySituation();
  let nowMs = Date.UTC(2026, 0, 1, 4);
  const write = (drafts: readonly DurableDraft[]) => {
    for (const draft of drafts) {
      const event = { ...draft, seq: situation.seq + 1, atMs: nowMs } as DurableEvent;
      situation = applyDurable(situation, event);
    }
  };
  const act = (
    who: Principal,
    name: Command['name'],
    argument: object,
    basedOnVersion: number | null = null,
  ) => {
    const command = { commandId: 'c-12345678', name, basedOnVersion, argument } as Command;
    const people = examplePeople([ofWgq, ofAll]);
    const decision = decideCommand(command, who, exampleCommandWorld({ situation, nowMs, people }));
    if (!decision.ok) return decision.refusal;
    write(decision.drafts);
    return null;
  };
  act(ofWgq, 'wall.register', { wallId: '1' });
  act(ofAll, 'wall.register', { wallId: '2' });
  return {
    act,
    set: (who: Principal, sceneId: string, wallId = '2') =>
      act(who, 'wall.set-scene', { wallId, sceneId }),
    save: (who: Principal, scene: Scene, base: number | null) =>
      act(who, 'scene.save', { scene }, base),
    remove: (who: Principal, sceneId: string, base: number | null) =>
      act(who, 'scene.remove', { sceneId }, base),
    pass: (ms: number) => {
      nowMs += ms;
    },
    situation: () => situation,
    shows: (wallId = '2') => {
      const wall = situation.walls[wallId] ?? null;
      const screen = { wall, areas: [...areaIds], asked: null };
      return shownOnWall(screen, situation, siteHall, nowMs).scene.id;
    },
  };
}

it('sets what a wall shows, by whoever leads a shift, for walls that are there and scenes that exist', () => {
  const { set, shows, situation } = hall();
  expect(set(officer, 'video')?.code).toBe('not-permitted');
  expect(set(leader, 'video', '3')?.code).toBe('wall-absent');
  expect(set(leader, 'no-such')?.code).toBe('not-found');
  expect(set(leader, 'video')).toBeNull();
  expect(shows()).toBe('video');
  expect(situation().walls['2']?.scene).toMatchObject({ byName: 'l', rank: 2 });
});

it('shows nothing that the wall itself may not, whoever asks', () => {
  const { set, save } = hall();
  expect(set(chief, 'area-pvg', '1')).toMatchObject({ code: 'wall-may-not', detail: 'PVG' });
  expect(set(chief, 'area-wgq', '1')).toBeNull();
  const grid = examplePane({ part: 'camera-grid', cameraIds: ['YSP-C09'] });
  expect(save(chief, exampleScene({ panes: [grid] }), null)).toBeNull();
  expect(set(chief, 'own', '1')).toMatchObject({ code: 'wall-may-not', detail: 'YSP' });
});

it('lets the last of two equals have it, and a higher rank for its time', () => {
  const { set, shows, pass } = hall();
  expect([set(leader, 'video'), set(otherLeader, 'statistics')]).toEqual([null, null]);
  expect(shows()).toBe('statistics');
  expect(set(chief, 'overview')).toBeNull();
  expect(set(leader, 'video')).toMatchObject({ code: 'outranked' });
  expect(set(leader, 'video')?.detail).toContain('c, ');
  pass(600_000);
  expect(set(leader, 'video')).toBeNull();
});

it('keeps both where two lay out the same scene: the second is told who was first', () => {
  const { save, situation } = hall();
  const mine = exampleScene({ id: 'overview' });
  expect(save(officer, mine, 1)?.code).toBe('not-permitted');
  expect(save(leader, mine, 1)).toBeNull();
  const theirs = { ...mine, look: 'night' as const };
  expect(save(chief, theirs, 1)).toMatchObject({ code: 'stale-version', detail: 'l, version 2' });
  expect(sceneOf(situation(), siteScenes, 'overview')).toEqual(mine);
  expect(save(chief, theirs, 2)).toBeNull();
  expect(save(leader, exampleScene({ id: 'new' }), 1)?.code).toBe('stale-version');
  expect(save(leader, exampleScene({ id: 'new' }), null)).toBeNull();
  expect(save(chief, exampleScene({ id: 'new' }), null)?.code).toBe('stale-version');
});

it('hangs up nothing that cannot be read', () => {
  const { save } = hall();
  const bad = [
    [examplePane(), examplePane({ x: 10 })],
    [examplePane({ x: 20, w: 20 })],
    [examplePane({ w: 3, h: 3 })],
  ];
  for (const panes of bad)
    expect(save(leader, exampleScene({ panes }), null)?.code).toBe('scene-unfit');
});

it('takes back what was saved: the site has its own again, what people made is gone', () => {
  const { save, remove, set, shows, situation } = hall();
  expect(remove(leader, 'overview', 1)?.code).toBe('scene-needed');
  expect(remove(leader, 'statistics', 1)?.code).toBe('wrong-state');
  save(leader, exampleScene({ id: 'overview' }), 1);
  expect(remove(leader, 'overview', 1)?.code).toBe('stale-version');
  expect(remove(leader, 'overview', 2)).toBeNull();
  expect(sceneOf(situation(), siteScenes, 'overview')).toBe(siteScenes[0]);
  save(leader, exampleScene(), null);
  set(leader, 'own');
  expect(shows()).toBe('own');
  expect(remove(leader, 'own', 1)).toBeNull();
  expect([shows(), remove(leader, 'own', 2)?.code]).toEqual(['overview', 'not-found']);
});

it('joins screens into one wall that fills a rectangle, and parts them again', () => {
  const { act, set, shows, situation } = hall();
  const joint = exampleJoint();
  const holey = { ...joint, rows: 2 };
  const join = (who: Principal, wanted: object) => act(who, 'wall.join', { joint: wanted });
  expect(join(officer, joint)?.code).toBe('not-permitted');
  expect(join(leader, holey)?.code).toBe('screens-unfit');
  expect(join(leader, joint)).toBeNull();
  // What the other one shows is said by the first; and both have to be allowed to.
  expect(set(leader, 'area-pvg', '2')?.code).toBe('wall-may-not');
  expect(set(leader, 'video', '2')).toBeNull();
  expect([shows('1'), shows('2')]).toEqual(['video', 'video']);
  expect(act(leader, 'wall.part', { wallId: '2' })).toBeNull();
  expect([shows('1'), shows('2')]).toEqual(['video', 'overview']);
  expect(act(leader, 'wall.part', { wallId: '2' })?.code).toBe('wrong-state');
  expect(Object.values(situation().walls).map((wall) => wall.joint)).toEqual([null, null]);
});

it('whoever sets and throws what in whatever order, nobody of a lower rank replaces what still holds', () => {
  const step = fc.record({
    who: fc.constantFrom(leader, otherLeader, chief),
    act: fc.constantFrom('set', 'throw', 'take-back'),
    sceneId: fc.constantFrom('video', 'statistics', 'overview'),
    afterMs: fc.constantFrom(0, 1_000, 700_000),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const { act, set, shows, pass, situation } = hall();
      const content = { kind: 'map-view', point: [121.6, 31.3] };
      for (const { who, act: name, sceneId, afterMs } of steps) {
        pass(afterMs);
        const before = situation().walls['2'];
        if (name === 'set') {
          const refusal = set(who, sceneId);
          expect(refusal?.code ?? shows()).toBe(refusal ? 'outranked' : sceneId);
          if (refusal) expect(before?.scene?.rank).toBe(3);
        } else if (name === 'throw') act(who, 'wall.throw', { wallId: '2', content, ttlS: null });
        else act(who, 'wall.take-back', { wallId: '2' });
        // What is thrown comes and goes: what the wall returns to is the scene.
        expect(shows()).toBe(situation().walls['2']?.scene?.sceneId ?? 'overview');
      }
    }),
  );
});
