import type { Principal } from '@ftz/shared/contract/account.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';
import { expect, it } from 'vitest';
import type { KeptAct } from '#live/kept-work.ts';
import { expectedTask } from './expected-task.ts';

const me: Principal = {
  accountId: 'U2',
  username: 'patrol',
  role: 'field-officer',
  areas: ['WGQ'],
};
const task = { ...exampleTask(), state: 'issued' as const, kind: 'mobile-verification' as const };
let n = 0;
const kept = (
  name: KeptAct['name'],
  argument: object = {},
  more: Partial<KeptAct> = {},
): KeptAct => ({
  n: n++,
  commandId: `c-${n}`,
  name,
  argument: { taskId: task.id, ...argument },
  basedOnVersion: null,
  actedAtMs: 1_000 + n,
  thing: task.id,
  lane: task.id,
  fileIds: [],
  refused: null,
  ...more,
});
const arrival = { how: 'by-hand', reason: 'x', point: null };

it('goes on step by step, as the center will see it', () => {
  const acts = [
    kept('task.accept'),
    kept('task.depart'),
    kept('task.arrive', { arrival }),
    kept('task.start'),
    kept('task.scan-seal', { which: 'old', sealNo: 'S1', containerNo: null, photoIds: [] }),
  ];
  const states = acts.map((_, i) => expectedTask(task, acts.slice(0, i + 1), me).state);
  expect(states).toEqual(['accepted', 'en-route', 'on-site', 'executing', 'executing']);
  expect(expectedTask(task, acts, me)).toMatchObject({
    crew: [{ accountId: 'U2' }],
    seals: { oldSealNo: 'S1', newSealNo: null },
  });
});

it('counts nothing that was refused, that is another task’s, or that its state does not allow', () => {
  const refused = {
    refusal: { code: 'wrong-state', zh: '', en: '', retry: 'never' },
    atMs: 1,
  } as const;
  const acts = [
    kept('task.accept', {}, { refused }),
    kept('task.accept', {}, { thing: 'T9' }),
    kept('task.depart'),
  ];
  expect(expectedTask(task, acts, me)).toEqual(task);
  const cancelled = { ...task, state: 'cancelled' as const };
  expect(expectedTask(cancelled, [kept('task.accept')], me).state).toBe('cancelled');
});
