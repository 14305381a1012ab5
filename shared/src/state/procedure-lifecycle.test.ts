import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DurableDraft } from '#contract/durable-event.ts';
import type { RunStep } from '#contract/procedure.ts';
import { machine, officer } from './actors.fixture.ts';
import { exampleAcknowledgement, exampleAlarm } from './alarm.fixture.ts';
import { applyDurable } from './apply-durable.ts';
import { exampleIncident } from './incident.fixture.ts';
import { exampleProcedure, exampleStep } from './procedure.fixture.ts';
import { refusalToSkip, refusalToTick, refusalToUntick } from './procedure-lifecycle.ts';
import { deviations, incidentsWithUnseenSkips, openRequiredSteps } from './procedure-selectors.ts';
import { emptySituation } from './situation.ts';
import { numbered } from './story.fixture.ts';
import { exampleTask } from './task.fixture.ts';

const at = { areas: ['WGQ' as const], actor: officer };
const opened: DurableDraft[] = [
  { type: 'alarm.raised', ...at, actor: machine, data: { alarm: exampleAlarm() } },
  { type: 'incident.opened', ...at, actor: machine, data: { incident: exampleIncident() } },
];
const started = (change = {}): DurableDraft => ({
  type: 'procedure.started',
  ...at,
  actor: machine,
  data: { incidentId: 'I1', procedure: exampleProcedure(change) },
});
const acknowledged: DurableDraft = {
  type: 'alarm.acknowledged',
  ...at,
  data: exampleAcknowledgement,
};
const dispatched: DurableDraft = {
  type: 'task.issued',
  ...at,
  data: { task: exampleTask(), revealed: null },
};
const ref = (stepId: string) => ({ incidentId: 'I1', stepId });
const ticked = (stepId: string): DurableDraft => ({
  type: 'procedure.step-ticked',
  ...at,
  data: ref(stepId),
});
const skipped = (stepId: string): DurableDraft => ({
  type: 'procedure.step-skipped',
  ...at,
  data: { ...ref(stepId), reason: 'camera broken' },
});
const unticked = (stepId: string): DurableDraft => ({
  type: 'procedure.step-unticked',
  ...at,
  data: ref(stepId),
});
const proved: DurableDraft = {
  type: 'procedure.proved',
  ...at,
  actor: machine,
  data: { incidentId: 'I1', evidence: 'seal-reported' },
};

const fold = (...drafts: DurableDraft[]) =>
  numbered([...opened, ...drafts]).reduce(applyDurable, emptySituation());
const stepIn = (situation: ReturnType<typeof fold>, stepId: string) =>
  situation.procedures['I1']?.steps.find(({ id }) => id === stepId) as RunStep;

it('ticks from the log what the log proves, and says which entry and who', () => {
  const situation = fold(started(), acknowledged, dispatched);
  expect(stepIn(situation, 'acknowledge')).toMatchObject({
    state: 'done',
    tickedBy: 'alarm-acknowledged',
    settledBySeq: 4,
    person: 'officer',
  });
  expect(stepIn(situation, 'dispatch')).toMatchObject({ state: 'done', settledBySeq: 5 });
  expect(stepIn(situation, 'look').state).toBe('open');
});

it('counts what was proved before the procedure began', () => {
  expect(stepIn(fold(acknowledged, started()), 'acknowledge')).toMatchObject({
    state: 'done',
    settledBySeq: 3,
  });
});

it('ticks from what is proved without a line of the timeline', () => {
  const steps = [exampleStep('read', { evidence: ['seal-reported'] })];
  const situation = fold(started({ steps }), proved);
  expect(stepIn(situation, 'read')).toMatchObject({ state: 'done', tickedBy: 'seal-reported' });
  expect(situation.incidents['I1']?.timeline.length).toBe(1);
});

it('names what stands between an incident and its end, less for a false alarm', () => {
  const names = (situation: ReturnType<typeof fold>, asFalse: boolean) =>
    openRequiredSteps(situation, { id: 'I1' }, { asFalse }).map(({ id }) => id);
  expect(names(fold(started()), false)).toEqual(['acknowledge', 'look', 'dispatch']);
  expect(names(fold(started(), acknowledged, ticked('look')), true)).toEqual([]);
  expect(names(fold(started(), acknowledged, skipped('look')), false)).toEqual(['dispatch']);
});

it('adds the procedure of a graver kind, and asks for the same step once', () => {
  const graver = {
    id: 'P2',
    steps: [exampleStep('ask'), exampleStep('look'), exampleStep('more')],
  };
  const run = fold(started(), ticked('look'), started(graver)).procedures['I1'];
  expect(run?.procedures.map(({ id }) => id)).toEqual(['P1', 'P2']);
  expect(run?.steps.map(({ id, state, required }) => [id, state, required])).toEqual([
    ['acknowledge', 'open', true],
    ['look', 'done', true],
    ['dispatch', 'open', true],
    ['ask', 'open', true],
    ['more', 'open', true],
  ]);
});

it('lets the hand that slipped take it back for a minute, and nobody else, and no proof', () => {
  const byHand = stepIn(fold(started(), ticked('look')), 'look');
  const now = { nowMs: (byHand.settledAtMs ?? 0) + 60_000, withinS: 60 };
  expect(refusalToUntick(byHand, 'U1', now)).toBeNull();
  expect(refusalToUntick(byHand, 'U2', now)).toBe('undo-expired');
  expect(refusalToUntick(byHand, 'U1', { ...now, nowMs: now.nowMs + 1 })).toBe('undo-expired');
  const proved = stepIn(fold(started(), acknowledged), 'acknowledge');
  expect(refusalToUntick(proved, 'U1', now)).toBe('wrong-state');
  expect(refusalToTick(byHand)).toBe('wrong-state');
  expect(refusalToSkip(stepIn(fold(started()), 'look'), ' ')).toBe('reason-needed');
  expect(refusalToSkip(stepIn(fold(started()), 'ask'), null)).toBeNull();
});

it('shows a supervisor what was skipped until it was seen, and counts it', () => {
  const seen: DurableDraft = {
    type: 'procedure.skips-seen',
    ...at,
    data: { incidentId: 'I1', stepIds: ['look'] },
  };
  const situation = fold(started(), skipped('look'), ticked('ask'), acknowledged);
  expect(incidentsWithUnseenSkips(situation).map(({ steps }) => steps[0]?.id)).toEqual(['look']);
  expect(incidentsWithUnseenSkips(fold(started(), skipped('look'), seen))).toEqual([]);
  const counts = deviations(situation).map((one) => [
    one.stepId,
    one.byEvidence,
    one.byHand,
    one.skipped,
  ]);
  expect(counts).toEqual([
    ['look', 0, 0, 1],
    ['ask', 0, 1, 0],
    ['acknowledge', 1, 0, 0],
    ['dispatch', 0, 0, 0],
  ]);
});

it('whatever the log holds, a settled step opens by its undo alone, and a run keeps its version', () => {
  const steps = ['acknowledge', 'look', 'dispatch', 'ask'];
  const any = fc.oneof(
    fc.constantFrom(acknowledged, dispatched, started({ version: 2 }), started({ id: 'P2' })),
    fc
      .tuple(fc.constantFrom(ticked, skipped, unticked), fc.constantFrom(...steps))
      .map(([act, stepId]) => act(stepId)),
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 20 }), (drafts) => {
      const events = numbered([...opened, started(), ...drafts]);
      let situation = emptySituation();
      for (const event of events) {
        const before = situation.procedures['I1'];
        situation = applyDurable(situation, event);
        const after = situation.procedures['I1'];
        expect(after?.procedures[0]?.version ?? 1).toBe(1);
        for (const step of before?.steps ?? []) {
          const next = after?.steps.find(({ id }) => id === step.id);
          const opens = step.state !== 'open' && next?.state === 'open';
          if (opens) expect(event.type).toBe('procedure.step-unticked');
          if (opens) expect(step.tickedBy).toBeNull();
          expect([next?.textZh, next?.textEn]).toEqual([step.textZh, step.textEn]);
        }
      }
      expect(events.reduce(applyDurable, emptySituation())).toEqual(situation);
    }),
  );
});
