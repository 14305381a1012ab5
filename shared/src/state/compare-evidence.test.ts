import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Journey } from '#contract/journey.ts';
import type { Situation } from '#contract/situation.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { compareEvidence, differingIn, differingItems } from './compare-evidence.ts';
import { exampleIncident } from './incident.fixture.ts';
import { exampleReading } from './lane-passage.fixture.ts';
import { emptySituation } from './situation.ts';

const incident = exampleIncident();
const journey: Journey = {
  id: 'J1',
  vehicleId: 'V00001',
  plate: '沪A00001',
  containerNo: 'MSKU1234565',
  sealId: 'ES000001',
  grossWeightKg: 30_000,
  fromGateId: 'YSP-L1',
  toGateId: 'WGQ-G1',
  fromArea: 'YSP',
  toArea: 'WGQ',
  corridor: [
    [121, 31],
    [122, 31],
  ],
  corridorM: 300,
  departedAtMs: 0,
  dueAtMs: 9_000,
  state: 'under-way',
  arrivedAtMs: null,
};
const compare = (change: Partial<Situation>) =>
  compareEvidence(
    {
      ...emptySituation(),
      incidents: { I1: incident },
      alarms: { A1: exampleAlarm() },
      journeys: { J1: journey },
      ...change,
    },
    incident,
  );
const read = (change: Parameters<typeof exampleReading>[0]) => ({
  'WGQ-G1-L1/E1': { passage: exampleReading(change), journeyId: 'J1', atMs: 900, decision: null },
});

describe('what was declared beside what was read', () => {
  it('marks the letters that differ, and the weight in per cent', () => {
    const comparison = compare({
      laneReads: read({ plate: '沪A00007', containerNos: ['MSKU1234565'], weightKg: 32_400 }),
    });
    const cell = (item: string) => comparison.rows.find((row) => row.item === item)?.cells[0];
    expect(cell('plate')).toMatchObject({ verdict: 'differs', differing: [6] });
    expect(cell('container')).toMatchObject({ verdict: 'match', differing: [] });
    expect(cell('seal')).toMatchObject({ verdict: 'not-read', text: null });
    expect(cell('weight')).toMatchObject({ verdict: 'unsure', differencePct: 8 });
    expect(differingItems(comparison)).toEqual(['plate']);
  });

  it('shows what the rule saw where no reading is kept', () => {
    const facts = [
      { name: 'plate-expected', value: '沪A00001' },
      { name: 'plate-observed', value: '沪A0001' },
    ];
    const comparison = compare({ alarms: { A1: exampleAlarm({ facts }) }, journeys: {} });
    expect(comparison.readings).toHaveLength(1);
    expect(differingItems(comparison)).toEqual(['plate']);
  });

  it('reads nothing into nothing', () => {
    expect(compare({})).toMatchObject({ readings: [] });
    expect(differingItems(compare({}))).toEqual([]);
  });
});

it('finds no difference in the same, and always one in what is not', () => {
  const text = fc.string({ minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const found = differingIn(a, b);
      expect(found.length === 0).toBe(a === b);
      for (const at of found) expect([...b][at]).toBeDefined();
    }),
  );
});
