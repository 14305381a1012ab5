import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { SealReport, SealState } from '@ftz/shared/contract/seal.ts';
import { union } from '@ftz/shared/state/incident-lifecycle.ts';
import { recordDocument, recordRuling } from './documents/record-paper.ts';
import { areasOfJourney, arrived } from './lanes/arrival-of.ts';
import { recordCheck } from './lanes/record-check.ts';
import { withIncidentsTold } from './lanes/tell-incidents.ts';
import type { Observation } from './observation.ts';
import { answerDrafts } from './orders/order-drafts.ts';
import { recordEquipment } from './record-equipment.ts';
import type { Sighting, World } from './sighting.ts';
import { recordEmergencyNoticed } from './upstream/record-emergency-noticed.ts';
import { recordOrder, recordReceipt } from './upstream/record-order.ts';

/**
 * What of a report the log keeps. Positions and unchanged telemetry are the latest lane's; what a
 * device promises to say once (an event, a state that changed, a passage, a journey) is durable.
 * Strangers' reports are not recorded as facts: only their existence is.
 */
export function recordReport(sighting: Sighting, world: World): DurableDraft[] {
  const { observation } = sighting;
  if (!sighting.trusted) return [];
  const actor: Actor = { kind: 'machine', name: observation.gateway };
  if (sighting.future) return [quarantine(observation, actor)];
  switch (observation.kind) {
    case 'seal':
      return recordSeal(observation, sighting, world, actor);
    case 'fence':
      return recordFence(observation, sighting, actor);
    case 'passage':
      return recordPassage(observation, sighting, world, actor);
    case 'equipment':
      return recordEquipment(observation, sighting, world, actor);
    case 'lane-feedback':
      return recordFeedback(observation, sighting, actor);
    case 'lane-check':
      return recordCheck(observation, sighting, world, actor);
    case 'journey':
      return recordJourney(observation, world, actor);
    case 'order-answer':
      return answerDrafts(observation, world.situation, actor);
    case 'document':
      return recordDocument(observation.document, sighting, actor);
    case 'ruling':
      return recordRuling(observation.ruling, sighting, actor);
    case 'upstream-order':
      return recordOrder(observation.message, world, actor);
    case 'upstream-receipt':
      return recordReceipt(observation, world, actor);
    case 'upstream-emergency':
      return recordEmergencyNoticed(observation, world, actor);
    default:
      return [];
  }
}

const longestReport = 4000;

/** Kept for a technician, with all it said, and believed by nobody. */
function quarantine(observation: Observation, actor: Actor): DurableDraft {
  const { gateway, deviceId, deviceAtMs } = observation;
  const report = JSON.stringify(observation).slice(0, longestReport);
  return {
    type: 'report.quarantined',
    areas: [],
    actor,
    data: { gateway, deviceId, deviceAtMs, reason: 'future', report },
  };
}

type Of<K extends Observation['kind']> = Extract<Observation, { kind: K }>;

function recordSeal(
  seal: Of<'seal'>,
  sighting: Sighting,
  world: World,
  actor: Actor,
): DurableDraft[] {
  const { vehicle, device } = sighting;
  const area = areaIds.find((id) => id === seal.zone) ?? vehicle?.area ?? device?.area;
  if (!area) return [];
  const report: SealReport = {
    sealId: seal.deviceId,
    area,
    deviceSeq: seal.deviceSeq,
    deviceAtMs: seal.deviceAtMs,
    state: seal.state,
    batteryPct: seal.batteryPct,
    events: seal.events,
    point: seal.point,
  };
  const before = world.situation.seals[seal.deviceId]?.state;
  const changed = !before || !isSameState(before, report.state);
  if (report.events.length === 0 && !changed) return [];
  return [{ type: 'seal.reported', areas: [area], actor, data: { report, late: sighting.late } }];
}

function isSameState(a: SealState, b: SealState): boolean {
  return a.sealed === b.sealed && a.rope === b.rope && a.motor === b.motor && a.cover === b.cover;
}

function recordFence(fence: Of<'fence'>, sighting: Sighting, actor: Actor): DurableDraft[] {
  const { device } = sighting;
  if (!device) return [];
  const report = {
    account: device.deviceId,
    by: device.cameraId === null ? ('panel' as const) : ('camera' as const),
    area: device.area,
    segmentId: sighting.segment?.id ?? null,
    zone: fence.zone,
    signal: fence.signal,
    code: fence.code,
    deviceAtMs: fence.deviceAtMs,
  };
  return [
    { type: 'fence.reported', areas: [device.area], actor, data: { report, late: sighting.late } },
  ];
}

/** A passage; and where it is the journey's last, the journey's end. */
function recordPassage(
  observed: Of<'passage'>,
  sighting: Sighting,
  world: World,
  actor: Actor,
): DurableDraft[] {
  const { gate, journey } = sighting;
  if (!gate) return [];
  const passage = { ...observed.passage, gateId: gate.id, area: gate.area };
  // Who sees the journey sees what a gate on its way read of it.
  const areas = union([gate.area], journey ? areasOfJourney(journey) : []);
  const passed: DurableDraft = {
    type: 'lane.passed',
    areas,
    actor,
    data: { passage, late: sighting.late, journeyId: journey?.id ?? null },
  };
  const answered = decided(sighting, world, actor);
  const ends = journey && passage.direction === 'IN' && journey.toGateId === gate.id;
  if (!ends || isHeld(sighting)) return [passed, ...answered];
  return [passed, ...answered, arrived(journey, gate.id, passage.closedAtMs, actor)];
}

function decided(
  { laneDecision: decision }: Sighting,
  { situation }: World,
  actor: Actor,
): DurableDraft[] {
  if (!decision) return [];
  const { area, plate, result } = decision;
  const word = { type: 'lane.decided' as const, areas: [area], actor, data: { decision } };
  return withIncidentsTold(word, plate, result, situation);
}

/** A vehicle that stands before a closed barrier has not arrived. */
const isHeld = ({ laneDecision }: Sighting): boolean =>
  laneDecision !== null && laneDecision.result !== 'release';

function recordFeedback(
  { deviceId: laneId, sessionId, outcome, detail }: Of<'lane-feedback'>,
  { device }: Sighting,
  actor: Actor,
): DurableDraft[] {
  if (!device) return [];
  const { area } = device;
  const feedback = { area, laneId, sessionId, outcome, detail };
  return [{ type: 'lane.fed-back', areas: [area], actor, data: { feedback } }];
}

function recordJourney(
  { journey: declared }: Of<'journey'>,
  world: World,
  actor: Actor,
): DurableDraft[] {
  const fromArea = world.registry.gates.get(declared.fromGateId)?.area;
  const toArea = world.registry.gates.get(declared.toGateId)?.area;
  if (!fromArea || !toArea) return [];
  if (Object.hasOwn(world.situation.journeys, declared.id)) return [];
  const journey: Journey = { ...declared, fromArea, toArea, state: 'under-way', arrivedAtMs: null };
  return [{ type: 'journey.declared', areas: areasOfJourney(journey), actor, data: { journey } }];
}
