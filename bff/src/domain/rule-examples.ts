import type { Breach } from '@ftz/shared/contract/device.ts';
import type { TrackedOrder } from '@ftz/shared/contract/device-order.ts';
import type { AgencyRuling, TradeDocument } from '@ftz/shared/contract/document.ts';
import type { WeighTolerance } from '@ftz/shared/contract/equipment.ts';
import type { FenceSensor, FenceSignal } from '@ftz/shared/contract/fence.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { LaneDecision, LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import type { UpstreamOrder } from '@ftz/shared/contract/order.ts';
import type { SealState } from '@ftz/shared/contract/seal.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { site, siteTimeLimits } from '@ftz/shared/site/site.ts';
import { outcomeOf } from '@ftz/shared/state/lane-outcome.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';
import { emptyUnit } from '@ftz/shared/state/unit-lifecycle.ts';
import { unknownClock } from './device-clock.ts';
import {
  deviceKey,
  emptyPicture,
  type LiveVehicle,
  meetVehicle,
  noteDevice,
} from './live-picture.ts';
import type { EquipmentSaid, Observation } from './observation.ts';
import { buildRegistry } from './registry.ts';
import type { Sighting, World } from './sighting.ts';

/** The small world that the rules' examples are told in: one truck, one seal, one journey, noon. */
const noonMs = Date.UTC(2026, 0, 15, 4);
const truck = fleetVehicle(1);
const place: [number, number] = [121.6, 31.3];

export const exampleJourney: Journey = {
  id: 'J1',
  vehicleId: truck.id,
  plate: truck.plate,
  containerNo: truck.containerNo,
  sealId: truck.sealId,
  fromGateId: 'YSP-L2',
  toGateId: 'WGQ-G1',
  fromArea: 'YSP',
  toArea: 'WGQ',
  corridor: [
    [121.5, 31.3],
    [121.7, 31.3],
  ],
  corridorM: 300,
  departedAtMs: noonMs - 3_600_000,
  dueAtMs: noonMs + 3_600_000,
  state: 'under-way',
  arrivedAtMs: null,
};

export function exampleWorld(): World {
  return {
    limits: siteTimeLimits,
    registry: buildRegistry(site, [truck], []),
    situation: emptySituation(),
    picture: emptyPicture(noonMs - 86_400_000),
    nowMs: noonMs,
  };
}

const reported = { deviceAtMs: noonMs, receivedAtMs: noonMs };

function sightingOf(observation: Observation, around: Partial<Sighting>): Sighting {
  return {
    observation,
    nowMs: noonMs,
    late: false,
    future: false,
    trusted: true,
    device: null,
    area: 'WGQ',
    point: place,
    vehicle: truck,
    liveVehicle: null,
    journey: null,
    sealId: truck.sealId,
    segment: null,
    gate: null,
    laneDecision: null,
    offRouteM: null,
    atApprovedPlace: false,
    ...around,
  };
}

type PositionReport = Extract<Observation, { kind: 'position' }>;

export function exampleSighting({
  alarms = [],
  ...around
}: Partial<Sighting> & { alarms?: PositionReport['alarms'] }): Sighting {
  const observation: Observation = {
    ...reported,
    kind: 'position',
    gateway: 'jt808',
    deviceId: truck.terminalId,
    point: place,
    speedKph: 40,
    headingDeg: 90,
    alarms,
    backfill: false,
  };
  return sightingOf(observation, around);
}

/** A truck that has stood for so long; null: it moves. */
export function exampleHalt(standsMs: number | null): { liveVehicle: LiveVehicle } {
  const { liveVehicle } = {
    liveVehicle: meetVehicle(emptyPicture(0), { ...truck, trusted: true }),
  };
  const halt = standsMs === null ? null : { point: place, sinceMs: noonMs - standsMs };
  return { liveVehicle: { ...liveVehicle, halt } };
}

export function exampleSeal(
  change: {
    state?: Partial<SealState>;
    events?: Extract<Observation, { kind: 'seal' }>['events'];
    batteryPct?: number;
  },
  around: Partial<Sighting> = {},
): Sighting {
  const observation: Observation = {
    ...reported,
    kind: 'seal',
    gateway: 'eseal-mqtt',
    deviceId: truck.sealId ?? '',
    zone: 'WGQ',
    deviceSeq: 7,
    state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed', ...change.state },
    batteryPct: change.batteryPct ?? 80,
    events: change.events ?? [],
    point: place,
  };
  return sightingOf(observation, around);
}

/** The seal of the truck was told to open a second ago, by two people. */
export function exampleOrder(change: Partial<TrackedOrder> = {}): TrackedOrder {
  return {
    id: 'O1',
    version: 4,
    gateway: 'eseal-mqtt',
    deviceId: truck.sealId ?? '',
    act: { name: 'unlock' },
    areas: [truck.area],
    incidentId: null,
    state: 'sent',
    reason: 'inspection',
    requestedBy: { accountId: 'U1', name: 'a' },
    requestedAtMs: noonMs - 3_000,
    dueAtMs: noonMs + 60_000,
    authorisedBy: 'b',
    authorisedAtMs: noonMs - 2_000,
    sentAtMs: noonMs - 1_000,
    reference: 'O1',
    finishedAtMs: null,
    failure: null,
    detail: null,
    ...change,
  };
}

export function exampleFence(signal: FenceSignal): Sighting {
  const segment = site.fences[0] ?? null;
  const observation: Observation = {
    ...reported,
    kind: 'fence',
    gateway: 'perimeter-dc09',
    deviceId: segment?.account ?? '',
    zone: segment?.zone ?? 0,
    signal,
    code: 'BA',
    panelSeq: 1,
  };
  return sightingOf(observation, { segment, vehicle: null, sealId: null });
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

/** A camera that watches the first stretch of fence. */
export function exampleFenceCamera(signal: FenceSignal, code = 'line-crossing'): Sighting {
  const fence = exampleFence(signal);
  const device = site.equipment.find(({ gateway, cameraId }) => gateway === 'isapi' && cameraId);
  const camera = { gateway: 'isapi' as const, deviceId: device?.deviceId ?? '', zone: 0, code };
  return {
    ...fence,
    device: device ?? null,
    observation: { ...fence.observation, ...camera, kind: 'fence', signal, panelSeq: 0 },
  };
}

/** The first stretch of fence was alarmed so long ago. */
export function exampleAlarmedWorld(by: FenceSensor, agoMs: number): World {
  const world = exampleWorld();
  const atMs = noonMs - agoMs;
  const state = {
    signal: 'alarm' as const,
    atMs,
    deviceAtMs: atMs,
    by,
    alarmedAtMs: { [by]: atMs },
  };
  const fences = { [site.fences[0]?.id ?? '']: state };
  return { ...world, situation: { ...world.situation, fences } };
}

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

/** The truck moves on this journey; its seal was last heard so long ago. */
export function exampleMovingWorld(journey: Journey, sealHeardAgoMs: number): World {
  const world = exampleWorld();
  const live = meetVehicle(world.picture, { ...truck, trusted: true });
  live.fix = { ...reported, point: place, speedKph: 60, headingDeg: 0 };
  const seal = { gateway: 'eseal-mqtt' as const, deviceId: truck.sealId ?? '', area: truck.area };
  noteDevice(
    world.picture,
    { ...seal, trusted: true, gone: false, deviceAtMs: noonMs, clockAtMs: noonMs },
    noonMs - sealHeardAgoMs,
  );
  return { ...world, situation: { ...world.situation, journeys: { [journey.id]: journey } } };
}

/** The first panel was last heard so long ago. */
export function examplePanelWorld(heardAgoMs: number): World {
  const world = exampleWorld();
  const panel = site.panels[0];
  if (!panel) return world;
  const key = deviceKey('perimeter-dc09', panel.account);
  world.picture.devices.set(key, {
    gateway: 'perimeter-dc09',
    deviceId: panel.account,
    area: panel.area,
    state: 'alive',
    lastSeenAtMs: noonMs - heardAgoMs,
    newestDeviceAtMs: noonMs - heardAgoMs,
    clock: unknownClock(),
  });
  return world;
}

/** Somebody spoke with the name of the first panel. */
export function exampleBreach(breach: Breach): Sighting {
  const panel = site.panels[0];
  const observation: Observation = {
    ...reported,
    kind: 'breach',
    gateway: 'perimeter-dc09',
    deviceId: panel?.account ?? '',
    breach,
    peer: '10.9.8.7:40000',
    detail: '',
  };
  return sightingOf(observation, { vehicle: null, sealId: null, point: panel?.point ?? null });
}

export function examplePaper(change: Partial<TradeDocument>): TradeDocument {
  return {
    kind: 'manifest',
    id: 'D1',
    version: 1,
    areas: ['WGQ'],
    containerNo: truck.containerNo,
    billNo: 'B1',
    vehicleId: null,
    sealId: null,
    weightKg: 12_000,
    packages: 400,
    goods: 'Bearings',
    consignee: 'Example Trading 示例贸易',
    issuedAtMs: noonMs,
    ...change,
  };
}

export function examplePaperSighting(document: TradeDocument): Sighting {
  const observation: Observation = {
    ...reported,
    kind: 'document',
    gateway: 'documents-http',
    deviceId: 'documents',
    document,
  };
  return sightingOf(observation, {});
}

export function exampleRulingSighting(
  word: AgencyRuling['ruling'],
  around: Partial<Sighting>,
): Sighting {
  const observation: Observation = {
    ...reported,
    kind: 'ruling',
    gateway: 'documents-http',
    deviceId: 'documents',
    ruling: {
      id: 'R1',
      agency: 'quarantine',
      ruling: word,
      areas: [],
      containerNo: truck.containerNo,
      billNo: null,
      reason: 'sample',
      ruledAtMs: noonMs,
    },
  };
  return sightingOf(observation, around);
}

/** An order of which so much time is left. */
export function exampleOrderWorld(change: Partial<UpstreamOrder>, leftMs: number): World {
  const world = exampleWorld();
  const order: UpstreamOrder = {
    id: 'O1',
    version: 1,
    state: 'open',
    status: 'Actual',
    areas: ['WGQ'],
    content: {
      sender: 'national@centre',
      identifier: 'N-1',
      sent: '2026-01-15T11:00:00+08:00',
      sentAtMs: noonMs - 3_600_000,
      receivedAtMs: noonMs - 3_600_000,
      severity: 2,
      headline: 'Examine all of one consignee',
      text: '',
      dueAtMs: noonMs + leftMs,
    },
    earlier: [],
    changedAtMs: noonMs - 3_600_000,
    receiptedAtMs: null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    note: null,
    ...change,
  };
  return { ...world, situation: { ...world.situation, orders: { [order.id]: order } } };
}

type OfUnit = { silentForMs: number; distress?: boolean; over?: boolean };

/** The first unit of the site is on the spot, and has so long ago, or has yet, to give a sign of life. */
export function exampleUnitWorld({ silentForMs, distress, over }: OfUnit): World {
  const world = exampleWorld();
  const [unit] = site.units;
  if (!unit) throw new Error('the site has no unit');
  const by = { accountId: 'U2', personId: 'U2', name: 'patrol' };
  const task = exampleTask({
    unitId: unit.id,
    state: over ? 'cancelled' : 'on-site',
    crew: [by],
    lastCheckInAtMs: noonMs - 720_000,
    silentDueAtMs: noonMs - silentForMs,
  });
  const called = { by, note: null, sinceMs: noonMs };
  const units = distress
    ? { [unit.id]: { ...emptyUnit(unit.id, unit.area), distress: called } }
    : {};
  return { ...world, situation: { ...world.situation, tasks: { [task.id]: task }, units } };
}
