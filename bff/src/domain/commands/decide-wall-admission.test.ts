import type { Principal, Role } from '@ftz/shared/contract/account.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import type { Command, CommandName } from '@ftz/shared/contract/live-up.ts';
import type { WaitingWall } from '@ftz/shared/contract/wall.ts';
import { site } from '@ftz/shared/site/site.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleDisplay } from '@ftz/shared/state/wall.fixture.ts';
import { principalOfWall } from '@ftz/shared/state/wall-lifecycle.ts';
import { expect, it } from 'vitest';
import { exampleCommandWorld } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const person = (role: Role, areas: readonly AreaId[] = areaIds): Principal => ({
  accountId: `U-${role}`,
  username: role,
  role,
  areas: [...areas],
});
const leader = person('shift-leader');
const cameraOf = (area: AreaId) => ({
  kind: 'camera',
  cameraId: site.cameras.find((camera) => camera.area === area)?.id ?? '',
});

/** A hall where two browsers wait, under `code-1` and `code-2`. */
function hall() {
  let situation = emptySituation();
  const waiting = ['1', '2'].map((n): WaitingWall => {
    const { keyId: _, key, address, browser } = exampleDisplay();
    const times = { askedAtMs: 0, expiresAtMs: 1 };
    return { code: `code-${n}`, keyId: `K${n}`, key, address, browser, ...times };
  });
  const write = (drafts: readonly DurableDraft[]) => {
    for (const draft of drafts) {
      const event = { ...draft, seq: situation.seq + 1, atMs: 1 } as DurableEvent;
      situation = applyDurable(situation, event);
    }
  };
  return {
    act: (who: Principal, name: CommandName, argument: object): string => {
      const waitingWall = (code: string) => waiting.find((each) => each.code === code);
      const world = exampleCommandWorld({ situation, waitingWall });
      const command = { commandId: 'c-12345678', name, basedOnVersion: null, argument } as Command;
      const decision = decideCommand(command, who, world);
      if (!decision.ok) return decision.refusal.code;
      write(decision.drafts);
      return decision.drafts.map(({ type }) => type).join(' ');
    },
    wall: (id: '1' | '2') => situation.walls[id],
  };
}
const enrol = (code: string, wallId = '1', areas: readonly AreaId[] = ['WGQ']) => ({
  code,
  wallId,
  areas,
});

it('lets one browser in once, and another one in its place', () => {
  const { act, wall } = hall();
  expect(act(leader, 'wall.enrol', enrol('code-1'))).toBe('wall.enrolled');
  expect(act(leader, 'wall.enrol', enrol('code-1', '2'))).toBe('already-registered');
  expect(act(leader, 'wall.enrol', enrol('code-2'))).toBe('wall.revoked wall.enrolled');
  expect(wall('1')?.display?.keyId).toBe('K2');
  expect(act(leader, 'wall.revoke', { wallId: '1' })).toBe('wall.revoked');
  expect(act(leader, 'wall.revoke', { wallId: '1' })).toBe('not-found');
  expect(act(leader, 'wall.enrol', enrol('code-3'))).toBe('wall-code-unknown');
});

it('shows what is thrown onto it with its own areas, and nothing once it is put out', () => {
  const { act } = hall();
  const throwIt = (area: AreaId) =>
    act(leader, 'wall.throw', { wallId: '1', content: cameraOf(area), ttlS: null });
  expect(throwIt('WGQ')).toBe('wall-absent');
  act(leader, 'wall.enrol', enrol('code-1'));
  expect([throwIt('WGQ'), throwIt('PVG')]).toEqual(['wall.thrown', 'wall-may-not']);
  act(leader, 'wall.revoke', { wallId: '1' });
  expect(throwIt('WGQ')).toBe('wall-absent');
});

it('goes by the word of a person: neither its page nor an account says which one it is', () => {
  const { act, wall } = hall();
  act(leader, 'wall.enrol', enrol('code-1'));
  const screen = wall('1');
  const itself = screen && principalOfWall(screen);
  if (!itself) throw new Error('it was let in');
  expect(act(itself, 'wall.register', { wallId: '2' })).toBe('not-permitted');
  expect(act(person('wall'), 'wall.register', { wallId: '1' })).toBe('already-registered');
  expect(act(person('wall'), 'wall.register', { wallId: '2' })).toBe('wall.registered');
});
