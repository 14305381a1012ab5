import type { Principal, Role } from '@ftz/shared/contract/account.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import type { WallContent } from '@ftz/shared/contract/wall.ts';
import { site } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { returnWalls } from '#domain/clocks/return-walls.ts';
import { personNamed } from './acting-people.fixture.ts';
import { exampleCommandWorld, examplePeople } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const person = (name: string, role: Role, areas: AreaId[] = ['WGQ', 'PVG']) =>
  personNamed(name, role, areas);
const display = person('w', 'wall', ['WGQ']);
const officer = person('o', 'duty-officer');
const otherOfficer = person('p', 'duty-officer');
const leader = person('l', 'shift-leader');
const chief = person('c', 'duty-chief');

const incident: WallContent = { kind: 'incident', incidentId: 'I1' };
const cameraOf = (area: AreaId): WallContent => ({
  kind: 'camera',
  cameraId: site.cameras.find((camera) => camera.area === area)?.id ?? '',
});

/** A hall with one wall of one area. */
function hall() {
  let situation = emptySituation();
  let nowMs = 10_000;
  const write = (drafts: readonly DurableDraft[]) => {
    for (const draft of drafts) {
      const event = { ...draft, seq: situation.seq + 1, atMs: nowMs } as DurableEvent;
      situation = applyDurable(situation, event);
    }
  };
  write([
    {
      type: 'incident.opened',
      areas: ['WGQ'],
      actor: machine,
      data: { incident: exampleIncident() },
    },
  ]);
  const world = () => exampleCommandWorld({ situation, nowMs, people: examplePeople([display]) });
  const act = (who: Principal, name: Command['name'], argument: object) => {
    const command = { commandId: 'c-12345678', name, basedOnVersion: null, argument } as Command;
    const decision = decideCommand(command, who, world());
    if (!decision.ok) return decision.refusal;
    write(decision.drafts);
    return null;
  };
  return {
    act,
    throw: (who: Principal, content: WallContent = incident, ttlS: number | null = null) =>
      act(who, 'wall.throw', { wallId: '1', content, ttlS }),
    takeBack: (who: Principal) => act(who, 'wall.take-back', { wallId: '1' }),
    shown: () => situation.walls['1']?.thrown ?? null,
    pass: (ms: number) => {
      nowMs += ms;
      write(returnWalls.due(world()));
    },
  };
}
function openHall() {
  const there = hall();
  there.act(display, 'wall.register', { wallId: '1' });
  return there;
}

it('shows what was thrown for its time, and then what it shows by itself', () => {
  const { throw: throwIt, shown, pass } = openHall();
  expect(throwIt(officer)).toBeNull();
  expect(shown()).toMatchObject({ content: incident, byName: 'o', endsAtMs: 610_000 });
  pass(599_999);
  expect(shown()).not.toBeNull();
  pass(1);
  expect(shown()).toBeNull();
});

it('knows no wall that has not said that it is there', () => {
  expect(hall().throw(officer)?.code).toBe('wall-absent');
  expect(hall().act(officer, 'wall.register', { wallId: '1' })?.code).toBe('not-permitted');
});

it('shows nothing that the wall itself may not, whoever asks', () => {
  const { throw: throwIt } = openHall();
  expect(throwIt(chief, cameraOf('WGQ'))).toBeNull();
  expect(throwIt(chief, cameraOf('PVG'))).toMatchObject({ code: 'wall-may-not', detail: 'PVG' });
  expect(throwIt(officer, cameraOf('YSP'))?.code).toBe('not-found');
});

it('lets the last of two equals have it, and nobody take it from above', () => {
  const { throw: throwIt, shown, takeBack } = openHall();
  expect([throwIt(officer), throwIt(otherOfficer, cameraOf('WGQ'))]).toEqual([null, null]);
  expect(shown()?.byName).toBe('p');
  expect(throwIt(leader)).toBeNull();
  expect(throwIt(officer)).toMatchObject({ code: 'outranked' });
  expect(throwIt(officer)?.detail).toContain('l, ');
  expect(takeBack(officer)?.code).toBe('outranked');
  expect(throwIt(chief, cameraOf('WGQ'))).toBeNull();
  expect(throwIt(leader)?.code).toBe('outranked');
  expect(takeBack(chief)).toBeNull();
  expect([shown(), throwIt(officer)]).toEqual([null, null]);
});

it('whoever throws what in whatever order, nobody of a lower rank replaces what still hangs', () => {
  const step = fc.record({
    who: fc.constantFrom(officer, otherOfficer, leader, chief),
    act: fc.constantFrom('throw', 'take-back'),
    afterMs: fc.constantFrom(0, 1_000, 20_000, 700_000),
    ttlS: fc.constantFrom(null, 10),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const { throw: throwIt, takeBack, shown, pass } = openHall();
      for (const { who, act, afterMs, ttlS } of steps) {
        pass(afterMs);
        const before = shown();
        const refusal = act === 'throw' ? throwIt(who, incident, ttlS) : takeBack(who);
        if (refusal) expect(shown()).toEqual(before);
        else
          expect(act === 'throw' ? shown()?.byName : shown()).toBe(
            act === 'throw' ? who.username : null,
          );
        const mine = who.role === 'duty-chief' ? 3 : who.role === 'shift-leader' ? 2 : 1;
        if (before && before.rank > mine) expect(refusal?.code).toBe('outranked');
      }
    }),
  );
});
