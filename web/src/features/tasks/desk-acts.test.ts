import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';
import { expect, it } from 'vitest';
import { deskActsOf } from './desk-acts.ts';

const officer: Principal = {
  accountId: 'U1',
  username: 'officer',
  role: 'duty-officer',
  areas: ['WGQ'],
};
const crew = [{ accountId: 'U1' }] as unknown as Task['crew'];

/** Names of what may be done. */
const acts = (change: Partial<Task>, principal = officer) =>
  Object.entries(deskActsOf(exampleTask(change), principal))
    .filter(([, may]) => may)
    .map(([act]) => act);

it('offers what a task of the desk waits for next, to whose turn it is', () => {
  const inspection = { kind: 'video-inspection' as const };
  expect(acts({ ...inspection, state: 'issued' })).toEqual(['accept', 'cancel']);
  expect(acts({ ...inspection, state: 'accepted', crew })).toEqual(['start', 'cancel']);
  expect(acts({ ...inspection, state: 'executing', crew })).toEqual(['answer', 'cancel']);
  expect(acts({ ...inspection, state: 'executing' })).toEqual(['cancel']);
  expect(acts({ kind: 'review', state: 'accepted', crew })).toContain('answer');
});

it('leaves the work of a patrol to its phone: the desk sends, calls back and verifies', () => {
  expect(acts({ state: 'draft' })).toEqual(['send']);
  expect(acts({ state: 'issued', crew })).toEqual(['cancel']);
  expect(acts({ state: 'result-submitted' })).toEqual(expect.arrayContaining(['verify']));
});

it('offers nothing in an area that is not his', () => {
  expect(acts({ kind: 'review', state: 'issued' }, { ...officer, areas: ['PVG'] })).toEqual([]);
});
