import { expect, it } from 'vitest';
import type { Situation } from '#contract/situation.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { evidenceOf } from './evidence-of.ts';
import { exampleIncident } from './incident.fixture.ts';
import { exampleReading } from './lane-passage.fixture.ts';
import { emptySituation } from './situation.ts';
import { exampleTask } from './task.fixture.ts';

const incident = exampleIncident({ taskIds: ['T1'] });
const ids = (change: Partial<Situation>) =>
  evidenceOf({ ...emptySituation(), incidents: { I1: incident }, ...change }, incident).map(
    ({ id }) => id,
  );

it('is empty where nothing is known', () => expect(ids({})).toEqual([]));

it('names what an incident rests on, in the order in which it is read', () => {
  const facts = [{ name: 'rope', value: 'cut' }];
  const alarm = exampleAlarm({ facts, cameraIds: ['C1', 'C2', 'C3', 'C4'], containerNo: 'BOX1' });
  const paper = {
    kind: 'manifest' as const,
    id: 'M1',
    version: 1,
    areas: ['WGQ' as const],
    containerNo: 'BOX1',
    billNo: 'B1',
    vehicleId: null,
    sealId: null,
    weightKg: null,
    packages: null,
    goods: null,
    consignee: null,
    issuedAtMs: 1,
  };
  const result = { finding: 'consistent' as const, note: '', photoIds: ['P1'] };
  const found = ids({
    alarms: { A1: alarm },
    documents: {
      'manifest/M1': paper,
      'bill/B1': { ...paper, kind: 'bill', id: 'B1', containerNo: null },
    },
    rulings: {
      R: {
        id: 'R1',
        agency: 'GACC',
        ruling: 'hold',
        areas: ['WGQ'],
        containerNo: null,
        billNo: 'B1',
        reason: '',
        ruledAtMs: 1,
      },
    },
    laneReads: {
      'WGQ-G1-L1/E1': { passage: exampleReading(), journeyId: null, atMs: 900, decision: null },
      other: {
        passage: exampleReading({ plate: '沪B00002', eventId: 'E2' }),
        journeyId: null,
        atMs: 900,
        decision: null,
      },
    },
    tasks: { T1: exampleTask({ result }) },
  });
  expect(found).toEqual([
    'facts:A1',
    'document:manifest/M1',
    'document:bill/B1',
    'lane:WGQ-G1-L1/E1',
    'ruling:GACC/B1',
    'seal:ES000001',
    'track:V00001',
    'photo:P1',
    'camera:C1',
    'camera:C2',
    'camera:C3',
  ]);
});

it('names pictures that were kept with a note before those of results, each once', () => {
  const noted = { ...incident, photoIds: ['P2', 'P1'] };
  const result = { finding: 'consistent' as const, note: '', photoIds: ['P1', 'P3'] };
  const tasks = { T1: exampleTask({ result }) };
  const situation = { ...emptySituation(), incidents: { I1: noted }, tasks };
  const photos = evidenceOf(situation, noted).filter(({ kind }) => kind === 'photo');
  expect(photos.map(({ ref }) => ref)).toEqual(['P2', 'P1', 'P3']);
});
