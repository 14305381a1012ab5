import type { Verdict } from '@ftz/bff/domain/alarm-rule.ts';
import type { Sighting } from '@ftz/bff/domain/sighting.ts';
import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { AlarmKind, Severity } from '@ftz/shared/contract/alarm.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { exampleReading } from '@ftz/shared/state/lane-passage.fixture.ts';
import type { MachineWord, PocketHouse } from './pocket-house.ts';

const trucks = fleet(12);
const grave: readonly [AlarmKind, Severity][] = [
  ['seal-cut', 1],
  ['off-route', 2],
  ['lane-mismatch', 2],
  ['halted', 2],
  ['seal-battery-low', 3],
];

/** Something that a device says, of a few trucks and fences, so that much of it meets. */
export function someWord({ nowMs, situation }: PocketHouse, random: Random): MachineWord {
  const word =
    random.next() < 0.5 ? truckWord(random, nowMs, situation.journeys) : fenceWord(random, nowMs);
  const cameraIds = [random.pick(site.cameras).id];
  return { ...word, context: { ...word.context, cameraIds } };
}

const underWayOf = (id: string, journeys: Situation['journeys']) =>
  Object.values(journeys).find(({ vehicleId, state }) => vehicleId === id && state === 'under-way');

const verdictOf = (
  random: Random,
  entityKind: 'vehicle' | 'fence',
  entityId: string,
  severity: Severity,
): Verdict =>
  random.next() < 0.4
    ? { condition: 'gone', entityId }
    : {
        condition: 'present',
        entityKind,
        entityId,
        severity,
        facts: [],
        happens: random.next() < 0.5,
      };

const nowhere = {
  vehicleId: null,
  plate: null,
  journeyId: null,
  sealId: null,
  containerNo: null,
  gateId: null,
  segmentId: null,
  cameraIds: [],
  late: false,
};

function truckWord(random: Random, nowMs: number, journeys: Situation['journeys']): MachineWord {
  const { id, plate, area } = random.pick(trucks);
  const journeyId = underWayOf(id, journeys)?.id ?? null;
  const [kind, severity] = random.pick(grave);
  const point: [number, number] = [random.between(121.5, 121.7), random.between(31.2, 31.4)];
  const deviceAtMs = nowMs - Math.floor(random.between(0, 5_000));
  return {
    kind,
    severity,
    verdict: verdictOf(random, 'vehicle', id, severity),
    context: { ...nowhere, area, point, deviceAtMs, vehicleId: id, plate, journeyId },
  };
}

function fenceWord(random: Random, nowMs: number): MachineWord {
  const { id, area, line } = random.pick(site.fences.slice(0, 20));
  const severity = random.pick([1, 3, 3, 3, 4] as const);
  return {
    kind: 'fence-alarm',
    severity,
    verdict: verdictOf(random, 'fence', id, severity),
    context: { ...nowhere, area, point: line[0], deviceAtMs: nowMs, segmentId: id },
  };
}

/** A lane reads one of the trucks and is answered, or a person there says what he did with the last one. */
export function saidAtLane(house: PocketHouse, random: Random): void {
  const { nowMs, situation } = house;
  const lane = random.pick(site.lanes);
  const from = { gateway: 'lane-http', deviceId: lane.id, deviceAtMs: nowMs };
  const read = random.pick([...Object.values(situation.laneOutcomes).slice(-3), undefined]);
  if (read && random.next() < 0.5) {
    const { laneId, sessionId, area } = read;
    const result = random.pick(['release', 'inspection', 'refuse'] as const);
    const said = { sessionId, result, operatorId: 'O1', comment: null };
    const check = { ...from, kind: 'lane-check', deviceId: laneId, ...said };
    house.report(check as never, { device: { area } as Sighting['device'] });
    return;
  }
  const { plate, id: vehicleId } = random.pick(trucks);
  const eventId = `E${situation.seq}`;
  const { id: laneId, area, gateId, direction } = lane;
  const result = random.pick(['release', 'alarm', 'manual'] as const);
  const reading = { laneId, area, gateId, direction, eventId, sessionId: eventId, plate };
  const differs = { item: 'plate', expected: 'P', observed: plate, tolerance: null } as const;
  const comparison = result === 'alarm' ? [{ ...differs, verdict: 'mismatch' as const }] : [];
  const answer = { vehicleId, journeyId: null, comparison, statusWord: '0'.repeat(20) };
  const dues = result === 'manual' ? { referralDueAtMs: nowMs + 60_000 } : {};
  const laneDecision = { ...reading, ...answer, result, decidedBy: 'system' as const, ...dues };
  const passage = exampleReading({ ...reading, closedAtMs: nowMs });
  const gate = site.gates.find(({ id }) => id === gateId) ?? null;
  house.report({ ...from, kind: 'passage', passage } as never, { laneDecision, gate });
}

/** The recorder looks; a journey is declared, the national centre orders something, or a camera is met at its address. */
export function saidFromElsewhere(house: PocketHouse, random: Random): void {
  const { nowMs, situation } = house;
  house.record();
  house.shred();
  const dice = random.next();
  if (dice < 0.4) {
    declareJourney(house, random);
    return;
  }
  if (dice < 0.7) {
    const { id: deviceId } = random.pick(site.cameras);
    house.meet({ gateway: 'cameras', deviceId, address: '10.0.0.1', atMs: nowMs });
    return;
  }
  const reference = { sender: 'national', identifier: `order-${situation.seq}`, sent: 'now' };
  const words = { severity: 2 as const, headline: 'Look closely', text: 'At every gate.' };
  const content = { ...reference, ...words, sentAtMs: nowMs, dueAtMs: null };
  const said = { act: 'issue', status: 'Actual', references: [], areas: [random.pick(areaIds)] };
  const from = { gateway: 'upstream-cap', deviceId: 'national', deviceAtMs: nowMs };
  const message = { ...said, content };
  house.report({ ...from, kind: 'upstream-order', message } as never, {});
}

/** A truck that is not on its way sets out, and has an hour. */
function declareJourney(house: PocketHouse, random: Random): void {
  const { nowMs, situation } = house;
  const { id: vehicleId, plate, containerNo } = random.pick(trucks);
  if (underWayOf(vehicleId, situation.journeys)) return;
  const [from, to] = [random.pick(site.gates), random.pick(site.gates)];
  const who = { id: `J${situation.seq}`, vehicleId, plate, containerNo, sealId: null };
  const way = { fromGateId: from.id, toGateId: to.id, corridor: [from.point, to.point] };
  const times = { departedAtMs: nowMs, dueAtMs: nowMs + 3_600_000 };
  const journey = { ...who, ...way, ...times, corridorM: 500, grossWeightKg: 20_000 };
  const device = { gateway: 'documents-http', deviceId: 'papers', deviceAtMs: nowMs };
  house.report({ ...device, kind: 'journey', journey } as never, {});
}
