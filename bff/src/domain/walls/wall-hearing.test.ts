import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleDisplay } from '@ftz/shared/state/wall.fixture.ts';
import { expect, it } from 'vitest';
import { wallSilentAfterMs, watchWalls } from '#domain/clocks/watch-walls.ts';
import { exampleCommandWorld } from '#domain/commands/command-world.fixture.ts';
import { createWallHearing } from './wall-hearing.ts';

const beat = {
  sceneId: 'overview',
  why: 'usual' as const,
  thrown: null,
  seq: 1,
  fps: 30,
  heapBytes: null,
};

/** A hall with wall 2 let in, looked at once a second; the house can be started anew on its log. */
function hall() {
  let situation = emptySituation();
  let nowMs = 1_000_000;
  let hearing = createWallHearing();
  const write = (drafts: readonly DurableDraft[]) => {
    for (const draft of drafts) {
      const event = { ...draft, seq: situation.seq + 1, atMs: nowMs } as DurableEvent;
      situation = applyDurable(situation, event);
      told.push(draft.type);
    }
  };
  const told: string[] = [];
  const data = { wallId: '2' as const, accountId: 'W1', display: exampleDisplay() };
  write([{ type: 'wall.enrolled', areas: [...areaIds], actor: machine, data }]);
  const pass = (s: number, beats = false) => {
    for (let n = 0; n < s; n++) {
      nowMs += 1_000;
      hearing.watch(1_000);
      if (beats && n % 10 === 0) hearing.hear('W1', beat, nowMs);
      const { silence } = hearing;
      write(watchWalls.due(exampleCommandWorld({ situation, nowMs, wallSilence: silence })));
    }
  };
  return {
    pass,
    hang: (s: number) => {
      nowMs += s * 1_000;
      hearing.watch(s * 1_000);
    },
    restart: () => {
      hearing = createWallHearing();
    },
    told,
    wall: () => situation.walls['2'],
    nowMs: () => nowMs,
  };
}
const silentS = wallSilentAfterMs / 1_000;

it('tells that a wall is blind once it was silent, since when, and that it sees again', () => {
  const { pass, told, wall, nowMs } = hall();
  pass(60, true);
  const lastHeardMs = nowMs() - 9_000;
  expect(told).toEqual(['wall.enrolled']);
  pass(silentS);
  expect(wall()?.blindSinceMs).toBe(lastHeardMs);
  pass(600);
  expect(told).toEqual(['wall.enrolled', 'wall.blind']);
  pass(1, true);
  expect(told).toEqual(['wall.enrolled', 'wall.blind', 'wall.seeing']);
  expect(wall()?.blindSinceMs).toBeNull();
});

it('calls nobody blind because the house itself was away', () => {
  const { pass, restart, hang, told } = hall();
  pass(20, true);
  restart();
  pass(silentS - 1);
  pass(20, true);
  hang(300);
  pass(5);
  expect(told).toEqual(['wall.enrolled']);
});

it('says nothing twice over a restart, and nothing good before it was heard', () => {
  const { pass, restart, told } = hall();
  pass(silentS);
  restart();
  pass(3 * silentS);
  expect(told).toEqual(['wall.enrolled', 'wall.blind']);
  restart();
  pass(1, true);
  expect(told).toEqual(['wall.enrolled', 'wall.blind', 'wall.seeing']);
});
