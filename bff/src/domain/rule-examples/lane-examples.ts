import type { EquipmentReport, WeighTolerance } from '@ftz/shared/contract/equipment.ts';
import type { LaneDecision, LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import { site } from '@ftz/shared/site/site.ts';
import { outcomeOf } from '@ftz/shared/state/lane-outcome.ts';
import { deviceKey } from '#domain/live-picture.ts';
import type { EquipmentSaid, Observation } from '#domain/observation.ts';
import type { Sighting, World } from '#domain/sighting.ts';
import {
  exampleJourney,
  exampleWorld,
  noonMs,
  reported,
  sightingOf,
  truck,
} from './example-world.ts';
import { exampleOrder } from './seal-examples.ts';

type PassageReport = Extract<Observation, { kind: 'passage' }>['passage'];

export function examplePassage(
  change: Partial<PassageReport>,
  around: Partial<Sighting>,
): Sighting {
  const passage: PassageReport = {
    eventId: 'P1',
    laneId: 'WGQ-G1-L1',
    direction: 'IN',
    closedAtMs: noonMs,
    plate: truck.plate,
    plateConfidence: 0.97,
    containerNos: [truck.containerNo],
    seals: [{ id: truck.sealId ?? '', state: 'sealed' }],
    weightKg: 30_000,
    ...change,
  };
  const observation: Observation = {
    ...reported,
    kind: 'passage',
    gateway: 'checkpoint-http',
    deviceId: passage.laneId,
    passage,
  };
  return sightingOf(observation, { gate: site.gates[0] ?? null, ...around });
}

export function exampleDecision(result: LaneDecision['result']): LaneDecision {
  const differs = { item: 'plate', expected: truck.plate, observed: '沪A99999' } as const;
  return {
    area: 'WGQ',
    laneId: '2201000201',
    gateId: 'WGQ-G2',
    direction: 'IN',
    eventId: 'S1',
    sessionId: 'S1',
    plate: '沪A99999',
    vehicleId: truck.id,
    journeyId: exampleJourney.id,
    result,
    comparison: [{ ...differs, tolerance: null, verdict: 'mismatch' }],
    statusWord: '11000000000100000000',
    decidedBy: 'system',
  };
}

/** A world in which a lane was answered so long ago. */
export function exampleAnsweredWorld(agoMs: number, change: Partial<LaneOutcome>): World {
  const world = exampleWorld();
  const outcome = { ...outcomeOf(exampleDecision('release'), noonMs - agoMs), ...change };
  return { ...world, situation: { ...world.situation, laneOutcomes: { S1: outcome } } };
}

/** The example's lane says what it did with what it was told. */
export function exampleFeedback(outcome: 'done' | 'failed'): Sighting {
  const { laneId: deviceId, sessionId } = exampleDecision('alarm');
  const said = { kind: 'lane-feedback', sessionId, outcome, detail: '' } as const;
  return sightingOf({ ...reported, gateway: 'lane-jgst14', deviceId, ...said }, {});
}

/** A piece of equipment at the first gate's first lane speaks. */
export function exampleEquipment(
  said: Partial<EquipmentSaid>,
  around: Partial<Sighting> = {},
): Sighting {
  const report: EquipmentSaid = {
    eventId: '7',
    what: 'weighed',
    plate: null,
    containerNo: null,
    weightKg: null,
    releaseId: null,
    facts: [],
    ...said,
  };
  const observation: Observation = {
    ...reported,
    kind: 'equipment',
    gateway: 'lane-equipment',
    deviceId: 'WGQ-G1-L1-SCALE',
    report,
  };
  return sightingOf(observation, { gate: site.gates[0] ?? null, ...around });
}

/** The world in which that bridge may differ by so much. */
export function exampleBridgeWorld(weighTolerance: WeighTolerance | null): World {
  const world = exampleWorld();
  const post = { equipment: 'weighbridge' as const, laneId: 'WGQ-G1-L1', weighTolerance };
  const posts = new Map([[deviceKey('lane-equipment', 'WGQ-G1-L1-SCALE'), post]]);
  return { ...world, registry: { ...world.registry, posts } };
}

/** The world in which the example lane's barrier said so, so long ago. */
export function exampleBarrierWorld(agoMs: number, change: Partial<EquipmentReport>): World {
  const world = exampleWorld();
  const report: EquipmentReport = {
    eventId: '7',
    deviceId: 'WGQ-G1-L1-BAR',
    equipment: 'barrier',
    area: 'WGQ',
    gateId: 'WGQ-G1',
    laneId: 'WGQ-G1-L1',
    deviceAtMs: noonMs - agoMs,
    what: 'barrier-closed',
    plate: truck.plate,
    containerNo: null,
    weightKg: null,
    releaseId: null,
    facts: [],
    ...change,
  };
  const equipment = { [report.deviceId]: report };
  return { ...world, situation: { ...world.situation, equipment } };
}

/** The world in which this order to lift the example's barrier has been sent. */
export function exampleReleasedWorld(orderId: string): World {
  const world = exampleWorld();
  const order = exampleOrder({
    id: orderId,
    gateway: 'lane-equipment',
    deviceId: 'WGQ-G1-L1-SCALE',
    act: { name: 'barrier-lift' },
    areas: ['WGQ'],
    reason: 'the lane computer is down',
    reference: orderId,
  });
  return { ...world, situation: { ...world.situation, deviceOrders: { [orderId]: order } } };
}
