import fc from 'fast-check';
import type { EquipmentReport } from '#contract/equipment.ts';
import type { Journey } from '#contract/journey.ts';
import { exampleReading } from './lane-passage.fixture.ts';
import { type Body, entry, id, minute } from './random-entry.fixture.ts';

const journeyOf = (id: string, vehicleId: string, atMs: number): Journey => ({
  id,
  vehicleId,
  plate: 'P',
  containerNo: vehicleId,
  sealId: vehicleId === 'x' ? null : vehicleId,
  fromGateId: 'G1',
  toGateId: 'G2',
  fromArea: 'YSP',
  toArea: 'WGQ',
  corridor: [
    [121, 31],
    [122, 31],
  ],
  corridorM: 300,
  departedAtMs: atMs,
  dueAtMs: atMs + 60 * minute,
  state: 'under-way',
  arrivedAtMs: null,
});

const equipmentOf = (deviceId: string, deviceAtMs: number): EquipmentReport => ({
  eventId: '1',
  deviceId,
  equipment: 'weighbridge',
  area: 'WGQ',
  gateId: 'G1',
  laneId: 'L1',
  deviceAtMs,
  what: 'weighed',
  plate: null,
  containerNo: null,
  weightKg: 30_000,
  releaseId: null,
  facts: [],
});

export const laneEntriesAt = (atMs: number): fc.Arbitrary<Body>[] => [
  entry(
    'journey.declared',
    fc.tuple(id, id).map(([id, vehicleId]) => ({ journey: journeyOf(id, vehicleId, atMs) })),
  ),
  entry(
    'journey.kept',
    fc.tuple(id, id).map(([id, vehicleId]) => ({
      journey: { ...journeyOf(id, vehicleId, atMs), keptUntilMs: atMs + 600 * minute },
      reads: [{ passage: exampleReading({ laneId: id }), journeyId: id, atMs, decision: null }],
    })),
  ),
  entry(
    'journey.arrived',
    id.map((journeyId) => ({ journeyId, gateId: 'G2', atMs })),
  ),
  entry(
    'journey.written-off',
    fc.tuple(id, id, fc.option(id)).map(([journeyId, dispositionId, incidentId]) => ({
      journeyId,
      dispositionId,
      incidentId,
      reason: 'x',
    })),
  ),
  entry(
    'equipment.reported',
    fc.tuple(id, fc.boolean()).map(([id, late]) => ({ late, report: equipmentOf(id, atMs) })),
  ),
  entry(
    'incident.equipment-told',
    id.map((incidentId) => ({ incidentId, report: equipmentOf('S', atMs) })),
  ),
  entry(
    'lane.decided',
    fc
      .record({ laneId: id, eventId: id, result: fc.constantFrom('release', 'manual', 'alarm') })
      .map((read) => ({
        decision: { ...read, area: 'WGQ', gateId: 'G2', sessionId: read.eventId, plate: 'P' },
      })),
  ),
  entry(
    'lane.passed',
    fc.tuple(id, id).map(([laneId, eventId]) => ({
      passage: exampleReading({ laneId, eventId, closedAtMs: atMs }),
      late: false,
      journeyId: eventId,
    })),
  ),
  entry(
    'lane.desk-decided',
    fc.record({ laneId: id, eventId: id, incidentId: fc.option(id) }).map((ref) => ({
      ...ref,
      area: 'WGQ',
      decision: { ruling: 'hold', reason: 'x', reaches: 'lane', by: 'officer', atMs },
      statusWord: null,
    })),
  ),
  entry(
    'seal.reported',
    id.map((sealId) => ({
      late: false,
      report: {
        sealId,
        area: 'WGQ',
        deviceSeq: 1,
        deviceAtMs: atMs,
        state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' },
        batteryPct: 90,
        events: ['sealed'],
        point: null,
      },
    })),
  ),
  entry(
    'lane.checked',
    fc
      .record({ laneId: id, sessionId: id })
      .map((ref) => ({ check: { ...ref, result: 'release' } })),
  ),
  entry(
    'lane.release-asked',
    fc
      .record({ laneId: id, sessionId: id })
      .map((ref) => ({ check: { ...ref, result: 'release', operatorId: 'O', comment: '' } })),
  ),
  entry(
    'lane.fed-back',
    fc
      .record({ laneId: id, sessionId: id })
      .map((ref) => ({ feedback: { ...ref, outcome: 'done' } })),
  ),
  entry(
    'fence.reported',
    id.map((segmentId) => ({
      late: false,
      report: {
        account: 'P',
        area: 'WGQ',
        segmentId,
        zone: 1,
        signal: 'alarm',
        code: 'BA',
        deviceAtMs: atMs,
      },
    })),
  ),
];
