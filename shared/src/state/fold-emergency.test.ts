import { expect, it } from 'vitest';
import type { DurableEvent } from '#contract/durable-event.ts';
import type { Emergency } from '#contract/emergency.ts';
import type { Situation } from '#contract/situation.ts';
import { machine } from './actors.fixture.ts';
import { applyDurable } from './apply-durable.ts';
import { exampleIncident } from './incident.fixture.ts';
import { emptySituation } from './situation.ts';

const chief = { accountId: 'U1', name: 'chief' };
const stoodDown: Emergency = {
  ...{ state: 'stood-down', reason: 'fire', declaredBy: chief, declaredAtMs: 1_000 },
  ...{ confirmedBy: chief, confirmDueAtMs: null, stoodDownBy: chief, stoodDownAtMs: 2_000 },
  ...{ reportDueAtMs: null, reportOverdue: false, reports: 0 },
  ...{ noticeDueAtMs: 1_500, noticedAtMs: 1_200, noticeOverdue: false },
  ...{ reviewDueAtMs: 3_000, reviewOverdue: false, reviewedBy: null },
};
const from = exampleIncident({ state: 'merged', mergedInto: 'I2', emergency: stoodDown });
const into = exampleIncident({ id: 'I2' });
const merged: Situation = { ...emptySituation(), incidents: { I1: from, I2: into } };

const overdue = {
  ...{ seq: 1, atMs: 3_000, areas: ['WGQ'], actor: machine },
  ...{ type: 'emergency.review-overdue', data: { incidentId: 'I1' } },
} as DurableEvent;

it('an emergency is owed its review where it was declared, and told so once, after a merge as before', () => {
  const { I1, I2 } = applyDurable(merged, overdue).incidents;
  expect(I1?.emergency?.reviewOverdue).toBe(true);
  expect(I1?.timeline.map(({ type }) => type)).toEqual(['emergency.review-overdue']);
  expect(I2).toEqual(into);
});
