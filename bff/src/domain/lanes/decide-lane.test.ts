import type { LaneItem, LaneVerdict } from '@ftz/shared/contract/lane-decision.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleJourney } from '#domain/rule-examples/example-world.ts';
import { examplePassage } from '#domain/rule-examples/lane-examples.ts';
import { decideLane, type LaneCase } from './decide-lane.ts';
import { parseStatusWord, releases } from './status-word.ts';

const { observation } = examplePassage({ weightKg: 30_120, laneId: '2201000201' }, {});
if (observation.kind !== 'passage') throw new Error('a passage');
const passage: LaneCase['passage'] = {
  ...observation.passage,
  gateId: exampleJourney.toGateId,
  area: exampleJourney.toArea,
};
const inOrder: LaneCase = {
  passage,
  journey: { ...exampleJourney, grossWeightKg: 30_000 },
  vehicleId: exampleJourney.vehicleId,
  sealReport: null,
  controls: [],
  suspicions: [],
  tolerance: { absoluteKg: 300, percent: 1 },
  proven: true,
  late: false,
};
const decide = (change: Partial<LaneCase>) => decideLane({ ...inOrder, ...change });
const read = (change: Partial<LaneCase['passage']>) =>
  decide({ passage: { ...passage, ...change } });
const sealId = exampleJourney.sealId ?? '';

it('releases when every line matches, and only then says so to the barrier', () => {
  const decision = decide({});
  expect(decision.comparison.map(({ item, verdict }) => [item, verdict])).toEqual([
    ['journey', 'match'],
    ['plate', 'match'],
    ['container-front', 'match'],
    ['seal', 'match'],
    ['seal-state', 'match'],
    ['weight', 'match'],
  ]);
  expect(decision).toMatchObject({ result: 'release', statusWord: '00000000001000000000' });
});

type Row = [
  says: string,
  decision: ReturnType<typeof decide>,
  item: LaneItem,
  verdict: LaneVerdict,
];
const journey = inOrder.journey ?? exampleJourney;

describe.each<Row>([
  ['another plate', read({ plate: '沪A99999' }), 'plate', 'mismatch'],
  ['another container', read({ containerNos: ['MSKU1234565'] }), 'container-front', 'mismatch'],
  ['another seal', read({ seals: [{ id: 'ES9', state: 'sealed' }] }), 'seal', 'mismatch'],
  ['a broken seal', read({ seals: [{ id: sealId, state: 'open' }] }), 'seal-state', 'mismatch'],
  ['too heavy', read({ weightKg: 30_400 }), 'weight', 'mismatch'],
  [
    'a tag of another truck',
    read({ rfids: [{ id: 'E1', kind: 'vehicle', plate: '沪A99999' }] }),
    'vehicle-tag',
    'mismatch',
  ],
  ['an open alarm', decide({ controls: ['seal-cut'] }), 'control', 'hit'],
])('%s is an alarm', (_says, decision, item, verdict) => {
  it('is held', () => {
    expect(decision.result).toBe('alarm');
    expect(decision.comparison).toContainEqual(expect.objectContaining({ item, verdict }));
  });
});

describe.each<Row>([
  ['no journey', decide({ journey: null }), 'journey', 'not-declared'],
  ['another gate', read({ gateId: 'PVG-G1' }), 'journey', 'unsure'],
  ['a lesser alarm', decide({ suspicions: ['lane-mismatch'] }), 'control', 'unsure'],
  ['an unproven lane', decide({ proven: false }), 'lane', 'unsure'],
  ['a late reading', decide({ late: true }), 'lane', 'unsure'],
  ['no plate', read({ plate: null }), 'plate', 'not-read'],
  ['an unsure plate', read({ unsure: ['plate'] }), 'plate', 'unsure'],
  ['no container', read({ containerNos: [] }), 'container-front', 'not-read'],
  [
    'one container more than declared',
    read({ containerNos: [...passage.containerNos, 'MSKU1234565'] }),
    'container-rear',
    'not-declared',
  ],
  ['no seal read', read({ seals: [] }), 'seal', 'not-read'],
  [
    'a seal in a state that nobody knows',
    read({ seals: [{ id: sealId, state: 'unknown' }] }),
    'seal-state',
    'not-read',
  ],
  ['a scale at zero', read({ weightKg: 0 }), 'weight', 'not-read'],
  ['no declared weight', decide({ journey: exampleJourney }), 'weight', 'not-declared'],
  ['no tolerance set', decide({ tolerance: null }), 'weight', 'no-tolerance'],
])('%s is for a person', (_says, decision, item, verdict) => {
  it('is referred', () => {
    expect(decision.result).toBe('manual');
    expect(decision.comparison).toContainEqual(expect.objectContaining({ item, verdict }));
  });
});

it('takes the seal’s own word where the lane has none', () => {
  const state = { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' } as const;
  const report = {
    sealId,
    area: 'WGQ',
    deviceSeq: 1,
    deviceAtMs: 1,
    batteryPct: 80,
    events: [],
    point: null,
  } as const;
  const unknown = { ...passage, seals: [{ id: sealId, state: 'unknown' }] };
  const said = (change: object) =>
    decide({
      passage: unknown,
      sealReport: { ...report, events: [], state: { ...state, ...change } },
    }).result;
  expect(said({})).toBe('release');
  expect(said({ rope: 'cut' })).toBe('alarm');
});

it('never lifts a barrier by accident', () => {
  const maybe = <T>(value: T) => fc.constantFrom(value, null);
  const cases = fc.record({
    journey: maybe(journey),
    tolerance: maybe(inOrder.tolerance),
    proven: fc.boolean(),
    late: fc.boolean(),
    plate: fc.constantFrom(passage.plate, null, '沪A99999'),
    weightKg: fc.constantFrom(30_120, null, 0, 99_000),
    containerNos: fc.constantFrom(passage.containerNos, [], ['MSKU1234565']),
    seals: fc.constantFrom(passage.seals, [], [{ id: sealId, state: 'broken' }]),
  });
  fc.assert(
    fc.property(cases, ({ plate, weightKg, containerNos, seals, ...known }) => {
      const { result, comparison, statusWord } = decide({
        ...known,
        passage: { ...passage, plate, weightKg, containerNos, seals },
      });
      const word = parseStatusWord(statusWord);
      expect(word.ok && releases(word.word)).toBe(result === 'release');
      if (result === 'release')
        expect(comparison.every(({ verdict }) => verdict === 'match')).toBe(true);
    }),
  );
});
