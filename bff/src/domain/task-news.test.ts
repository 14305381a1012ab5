import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';
import { emptyUnit } from '@ftz/shared/state/unit-lifecycle.ts';
import { describe, expect, it } from 'vitest';
import { isNewsFor, newsOfEntry, newsThatWaits, worthForMs } from './task-news.ts';

const someone = (name: string, change: Partial<Principal> = {}): Principal => ({
  accountId: `U-${name}`,
  username: name,
  role: 'field-officer',
  areas: ['WGQ'],
  ...change,
});
const member = (name: string) => ({ accountId: `U-${name}`, personId: `P-${name}`, name });
const situationWith = (task: Task, riders: string[] = []) => {
  const unit = emptyUnit(task.unitId, task.area);
  const crew = riders.map((name) => ({ ...member(name), licences: [] }));
  return {
    ...emptySituation(),
    tasks: { [task.id]: task },
    units: { [task.unitId]: { ...unit, crew } },
  };
};
const entry = (type: string, data: object, by: string | null = null) =>
  ({
    seq: 1,
    atMs: 1,
    type,
    areas: ['WGQ'],
    actor:
      by === null
        ? { kind: 'machine', name: 'clock' }
        : { kind: 'person', accountId: `U-${by}`, name: by },
    data,
  }) as unknown as DurableEvent;

describe('what is news on the road', () => {
  const task = exampleTask();
  const of = (type: string, kind: Task['kind'] = 'mobile-verification') => {
    const one = { ...task, kind };
    const data = type === 'task.issued' ? { task: one } : { taskId: task.id };
    return newsOfEntry(situationWith(one), entry(type, data))?.reason ?? null;
  };

  it('is a task that was sent, sent back, is late, or was called off', () => {
    expect(of('task.issued')).toBe('issued');
    expect(of('task.returned')).toBe('returned');
    expect(of('task.overdue')).toBe('overdue');
    expect(of('task.cancelled')).toBe('cancelled');
    expect(of('task.accepted')).toBeNull();
    expect(of('alarm.raised')).toBeNull();
  });

  it('is of tasks on the road alone', () => {
    expect(of('task.issued', 'emergency')).toBe('issued');
    expect(of('task.issued', 'follow-up-check')).toBe('issued');
    expect(of('task.issued', 'review')).toBeNull();
    expect(of('task.issued', 'video-inspection')).toBeNull();
  });

  it('is nothing of a task that nobody knows', () => {
    const lost = entry('task.returned', { taskId: 'T404' });
    expect(newsOfEntry(situationWith(task), lost)).toBeNull();
  });

  it('after a start: what nobody has accepted', () => {
    expect(newsThatWaits(situationWith(task))).toMatchObject([{ reason: 'issued' }]);
    expect(newsThatWaits(situationWith({ ...task, state: 'accepted' }))).toEqual([]);
    expect(newsThatWaits(situationWith({ ...task, kind: 'review' }))).toEqual([]);
  });
});

describe('whom it is for', () => {
  const isFor = (who: Principal, task: Task, riders: string[] = [], by: string | null = null) =>
    isNewsFor(
      who,
      { task, reason: 'issued', causedBy: by && `U-${by}` },
      situationWith(task, riders),
    );

  it('whoever may accept it, in its area, while nobody rides in the unit', () => {
    expect(isFor(someone('li'), exampleTask())).toBe(true);
    expect(isFor(someone('li', { areas: ['PVG'] }), exampleTask())).toBe(false);
    expect(isFor(someone('li', { role: 'auditor' }), exampleTask())).toBe(false);
    expect(isFor(someone('li', { role: 'expert' }), exampleTask())).toBe(false);
  });

  it('those who ride in the unit; then those who took the task', () => {
    expect(isFor(someone('li'), exampleTask(), ['li'])).toBe(true);
    expect(isFor(someone('li'), exampleTask(), ['wang'])).toBe(false);
    const accepted = exampleTask({ crew: [member('li')] });
    expect(isFor(someone('li'), accepted, ['wang'])).toBe(true);
    expect(isFor(someone('wang'), accepted, ['wang'])).toBe(false);
  });

  it('nobody of another area, even where he rides in the unit', () => {
    expect(isFor(someone('li', { areas: ['PVG'] }), exampleTask(), ['li'])).toBe(false);
  });

  it('not whoever did it', () => {
    expect(isFor(someone('li'), exampleTask(), [], 'li')).toBe(false);
    expect(isFor(someone('wang'), exampleTask(), [], 'li')).toBe(true);
  });
});

it('is worth ringing as long as the task waits, and a day at most', () => {
  const news = (change: Partial<Task>, reason: 'issued' | 'returned' = 'issued') => ({
    task: exampleTask(change),
    reason,
    causedBy: null,
  });
  expect(worthForMs(news({ expireDueAtMs: 300_000 }), 100_000)).toBe(200_000);
  expect(worthForMs(news({ expireDueAtMs: 300_000 }), 400_000)).toBe(0);
  expect(worthForMs(news({ expireDueAtMs: 10 ** 12 }), 0)).toBe(86_400_000);
  expect(worthForMs(news({ expireDueAtMs: null }), 0)).toBe(3_600_000);
  expect(worthForMs(news({ state: 'returned', expireDueAtMs: null }, 'returned'), 0)).toBe(
    3_600_000,
  );
});
