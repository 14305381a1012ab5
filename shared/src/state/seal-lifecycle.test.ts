import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Journey } from '#contract/journey.ts';
import type { SealEventName, SealState, SealStep } from '#contract/seal.ts';
import { exampleOrder } from './device-order.fixture.ts';
import {
  type SealFacts,
  sealExceptionsOf,
  sealMarksOf,
  sealStageOf,
  sealStages,
} from './seal-lifecycle.ts';

const shut: SealState = { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' };
const open: SealState = { ...shut, sealed: false, motor: 'unlocked' };
const step = (
  atMs: number,
  state: SealState,
  events: SealEventName[] = [],
  batteryPct = 90,
): SealStep => ({ atMs, deviceAtMs: atMs, state, events, batteryPct });
const journey: Journey = {
  id: 'J1',
  vehicleId: 'V1',
  plate: '沪A00001',
  containerNo: null,
  sealId: 'ES1',
  fromGateId: 'G1',
  toGateId: 'G2',
  fromArea: 'YSP',
  toArea: 'WGQ',
  corridor: [
    [121, 31],
    [122, 31],
  ],
  corridorM: 300,
  departedAtMs: 1_000,
  dueAtMs: 9_000,
  state: 'under-way',
  arrivedAtMs: null,
};
const facts = (change: Partial<SealFacts>): SealFacts => ({
  steps: [],
  journey: null,
  orders: [],
  verified: false,
  alarms: [],
  ...change,
});

it('walks from the store to the store', () => {
  const arrived: Journey = { ...journey, state: 'arrived', arrivedAtMs: 5_000 };
  const sealed = [step(900, shut, ['sealed'])];
  const walk = [
    facts({}),
    facts({ journey }),
    facts({ steps: [step(900, { ...shut, motor: 'unlocked' }, ['sealed'])] }),
    facts({ steps: sealed }),
    facts({ steps: [step(1_500, shut)], journey }),
    facts({ steps: sealed, journey: arrived }),
    facts({ steps: sealed, journey: arrived, verified: true }),
    facts({ steps: [...sealed, step(3_000, open, ['unsealed'])], journey }),
    facts({ steps: [...sealed, step(6_000, open, ['unsealed'])], journey: arrived }),
  ];
  expect(walk.map(sealStageOf)).toEqual(sealStages);
});

it('tells an opening that was ordered from one that was not', () => {
  const steps = [step(1_000, shut), step(3_000, open, ['opened'])];
  const order = exampleOrder({ state: 'confirmed', authorisedAtMs: 2_000 });
  expect(sealExceptionsOf(facts({ steps }))).toEqual(['forced-open']);
  expect(sealExceptionsOf(facts({ steps, orders: [order] }))).toEqual([]);
  const late = exampleOrder({ state: 'confirmed', authorisedAtMs: 4_000 });
  expect(sealExceptionsOf(facts({ steps, orders: [late] }))).toEqual(['forced-open']);
});

it('names what is wrong, gravest first', () => {
  const cut = step(2_000, { ...shut, rope: 'cut' }, ['cut'], 10);
  const alarms = ['seal-silent', 'device-lost'];
  expect(sealExceptionsOf(facts({ steps: [cut], alarms }))).toEqual([
    'tampered',
    'lost',
    'silent',
    'low-battery',
  ]);
});

it('tells the story as stages over time', () => {
  const steps = [step(900, shut, ['sealed']), step(1_500, shut), step(3_000, open, ['unsealed'])];
  expect(sealMarksOf(facts({ steps, journey })).map(({ stage }) => stage)).toEqual([
    'armed',
    'in-transit',
    'unsealed',
  ]);
});

it('says the same of the same words, and a broken rope is never in order', () => {
  const state = fc.record({
    sealed: fc.boolean(),
    rope: fc.constantFrom('intact', 'cut'),
    motor: fc.constantFrom('locked', 'unlocked', 'stuck'),
    cover: fc.constantFrom('closed', 'open'),
  });
  const steps = fc
    .array(state, { maxLength: 8 })
    .map((states) => states.map((each, i) => step(i * 1_000, each as SealState)));
  fc.assert(
    fc.property(steps, fc.boolean(), (steps, onJourney) => {
      const known = facts({ steps, journey: onJourney ? journey : null });
      expect(sealStageOf(known)).toBe(sealStageOf(structuredClone(known)));
      if (steps.at(-1)?.state.rope === 'cut') expect(sealExceptionsOf(known)).toContain('tampered');
    }),
  );
});
