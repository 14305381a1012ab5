import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { siteTimeLimits } from '@ftz/shared/site/site.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';
import { noDues } from '@ftz/shared/state/task-lifecycle.ts';
import { expect, it } from 'vitest';
import { exampleCommandWorld } from '#domain/commands/command-world.fixture.ts';
import { taskClocks } from './task-clocks.ts';

/** Everything that the clock says of one task while nobody does anything, until `untilMs`. */
function silence(change: Partial<Task>, untilMs: number, stepMs: number): [string, number][] {
  const task = exampleTask({ ...noDues, ...change });
  let situation: Situation = {
    ...emptySituation(),
    incidents: { I1: exampleIncident() },
    tasks: { [task.id]: task },
  };
  const said: [string, number][] = [];
  for (let nowMs = 0; nowMs <= untilMs; nowMs += stepMs) {
    for (const draft of taskClocks.due(exampleCommandWorld({ situation, nowMs }))) {
      situation = applyDurable(situation, {
        ...draft,
        seq: situation.seq + 1,
        atMs: nowMs,
      } as DurableEvent);
      const what = draft.type === 'task.overdue' ? draft.data.overdue.told : draft.type;
      said.push([what, nowMs]);
    }
  }
  return said;
}

it('tells the issuer, then the shift leader, and gives up a task that nobody ever took', () => {
  const said = silence({ acceptDueAtMs: 60_000, expireDueAtMs: 300_000 }, 400_000, 1_000);
  expect(said).toEqual([
    ['issuer', 60_000],
    ['shift-leader', 180_000],
    ['task.expired', 300_000],
  ]);
});

it.each(['start', 'arrive', 'report', 'check-in'])('a late step of %s ends nothing', (step) => {
  const due = `${step === 'check-in' ? 'checkIn' : step}DueAtMs`;
  const said = silence({ state: 'accepted', [due]: 60_000 }, 3_600_000, 10_000);
  expect(said.map(([what]) => what)).toEqual(['issuer', 'shift-leader']);
});

it('a follow-up check goes to the head of its office after a day, to the duty chief after three', () => {
  const dayMs = 86_400_000;
  const late = {
    kind: 'follow-up-check' as const,
    state: 'accepted' as const,
    reportDueAtMs: dayMs,
  };
  expect(silence(late, 10 * dayMs, 3_600_000)).toEqual([
    ['issuer', dayMs],
    ['office-head', 2 * dayMs],
    ['duty-chief', 4 * dayMs],
  ]);
  expect(siteTimeLimits.followUpHeadS).toBe(86_400);
});

it('says nothing of what is over, and nothing before its time', () => {
  expect(silence({ state: 'done', reportDueAtMs: 1_000 }, 60_000, 1_000)).toEqual([]);
  expect(silence({ acceptDueAtMs: 61_000 }, 60_000, 1_000)).toEqual([]);
});
