import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DurableDraft, DurableEvent } from '#contract/durable-event.ts';
import { taskStates } from '#contract/task.ts';
import { unitStates } from '#contract/unit.ts';
import { patrol, patrolman } from './actors.fixture.ts';
import { applyDurable } from './apply-durable.ts';
import { emptySituation } from './situation.ts';
import { numbered } from './story.fixture.ts';
import { exampleTask } from './task.fixture.ts';
import { emptyUnit, refusalToLeave, refusalToSend, unitStateOf } from './unit-lifecycle.ts';

const ref = { unitId: 'WGQ-P1', area: 'WGQ' as const };
const member = { ...patrolman, licences: [] };
const fix = { point: [121.6, 31.3] as [number, number], accuracyM: 5, atMs: 1, deviceAtMs: null };
type Body = Pick<DurableDraft, 'type' | 'data'>;
const bodies: Body[] = [
  { type: 'unit.joined', data: { ...ref, member, vehicleId: null } },
  { type: 'unit.left', data: { ...ref, accountId: 'U2' } },
  { type: 'unit.position-reported', data: { ...ref, fix } },
  { type: 'unit.taken-out-of-service', data: { ...ref, reason: 'flat tyre' } },
  { type: 'unit.returned-to-service', data: ref },
  { type: 'unit.distress-called', data: { ...ref, by: patrolman, note: null } },
  { type: 'unit.distress-ended', data: { ...ref, reason: 'well' } },
];
const told = (said: readonly Body[]): DurableEvent[] =>
  numbered(said.map((body) => ({ ...body, areas: ['WGQ'], actor: patrol }) as DurableDraft));
const history = fc.array(fc.constantFrom(...bodies), { maxLength: 20 });

it('whatever the log holds, danger goes before all, and only who rides is on duty', () => {
  fc.assert(
    fc.property(history, fc.constantFrom(...taskStates), (said, state) => {
      const folded = told(said).reduce(applyDurable, emptySituation());
      const task = exampleTask({ state });
      const situation = { ...folded, tasks: { [task.id]: task } };
      const unit = situation.units['WGQ-P1'] ?? emptyUnit('WGQ-P1', 'WGQ');
      const now = unitStateOf(situation, 'WGQ-P1');
      expect(unitStates).toContain(now);
      expect(now === 'distress').toBe(unit.distress !== null);
      if (unit.crew.length === 0) expect(now).not.toBe('available');
      expect(new Set(unit.crew.map(({ accountId }) => accountId)).size).toBe(unit.crew.length);
      expect(refusalToSend(unit) === null).toBe(!unit.distress && !unit.outOfService);
    }),
  );
});

it('folds the same from anywhere', () => {
  fc.assert(
    fc.property(history, fc.nat(20), (said, cut) => {
      const events = told(said);
      const half = JSON.parse(
        JSON.stringify(events.slice(0, cut).reduce(applyDurable, emptySituation())),
      );
      const whole = events.reduce(applyDurable, emptySituation());
      expect(events.slice(cut).reduce(applyDurable, half)).toEqual(whole);
    }),
  );
});

it('is as far as its foremost task', () => {
  const state = (of: (typeof taskStates)[number]) =>
    unitStateOf({ ...emptySituation(), tasks: { T1: exampleTask({ state: of }) } }, 'WGQ-P1');
  expect(taskStates.map(state)).toEqual([
    'off-duty',
    'assigned',
    'assigned',
    'en-route',
    'on-site',
    'inspecting',
    'assigned',
    'off-duty',
    'on-site',
    'off-duty',
    'off-duty',
    'off-duty',
    'off-duty',
    'off-duty',
  ]);
});

it('is not left by its last officer in the middle of a task', () => {
  const unit = { ...emptyUnit('WGQ-P1', 'WGQ'), crew: [member] };
  const during = { ...emptySituation(), tasks: { T1: exampleTask({ state: 'on-site' }) } };
  expect(refusalToLeave(during, unit, 'U2')).toBe('unit-busy');
  expect(refusalToLeave(emptySituation(), unit, 'U2')).toBeNull();
  expect(refusalToLeave(emptySituation(), unit, 'U9')).toBe('wrong-state');
});
