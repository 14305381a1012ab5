import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Incident, JoinReason } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';

const nearM = 500;
/** No degree of latitude is shorter: further north or south than this is not near. */
const nearDeg = nearM / 110_500;
const nearWithinMs = 10 * 60_000;
/** Nearness alone draws nothing into an incident that is older: a busy gate is not one long incident. */
const nearSinceOpenedMs = 30 * 60_000;

function sameThings(alarm: Alarm, other: Alarm): JoinReason[] {
  const { entityId, journeyId, vehicleId, sealId } = alarm;
  const sameEntity = entityId === other.entityId;
  const sameJourney = journeyId !== null && journeyId === other.journeyId;
  const sameVehicle = vehicleId !== null && vehicleId === other.vehicleId;
  const sameSeal = sealId !== null && sealId === other.sealId;
  if (!sameEntity && !sameJourney && !sameVehicle && !sameSeal) return none;
  return [
    ...(sameEntity ? [{ code: 'same-entity' as const, value: entityId }] : []),
    ...(sameJourney ? [{ code: 'same-journey' as const, value: journeyId }] : []),
    ...(sameVehicle ? [{ code: 'same-vehicle' as const, value: vehicleId }] : []),
    ...(sameSeal ? [{ code: 'same-seal' as const, value: sealId }] : []),
  ];
}

function nearness(alarm: Alarm, other: Alarm): JoinReason | null {
  if (!alarm.point || !other.point) return null;
  if (Math.abs(alarm.point[1] - other.point[1]) > nearDeg) return null;
  // Two trucks at one gate have nothing to do with each other.
  const twoTrucks = alarm.vehicleId !== null && other.vehicleId !== null;
  if (twoTrucks && alarm.vehicleId !== other.vehicleId) return null;
  const withinMs = Math.abs(alarm.raisedAtMs - other.lastRaisedAtMs);
  const away = distanceM(alarm.point, other.point);
  if (away > nearM || withinMs > nearWithinMs) return null;
  return { code: 'near', distanceM: Math.round(away), withinMs };
}

/** One sentence per kind of reason, the closest one of each. Most alarms and incidents share none. */
function reasonsFor(alarm: Alarm, incident: Incident, alarms: Situation['alarms']): JoinReason[] {
  const fresh = alarm.raisedAtMs - incident.openedAtMs <= nearSinceOpenedMs;
  let best: JoinReason[] = none;
  for (const { alarmId } of incident.alarms) {
    const other = alarms[alarmId];
    if (!other) continue;
    for (const reason of sameThings(alarm, other)) best = withClosest(best, reason);
    const near = fresh ? nearness(alarm, other) : null;
    if (near) best = withClosest(best, near);
  }
  return best;
}

const none: JoinReason[] = [];

function withClosest(reasons: JoinReason[], reason: JoinReason): JoinReason[] {
  const before = reasons.find(({ code }) => code === reason.code);
  if (!before) return [...reasons, reason];
  const closer =
    reason.code === 'near' && before.code === 'near' && reason.distanceM < before.distanceM;
  return closer ? reasons.map((one) => (one === before ? reason : one)) : reasons;
}

type Joined = { incident: Incident; why: JoinReason[] };

/**
 * The open incident that an alarm belongs to, by entity, space and time, and why; null: none does.
 * The incident with most reasons wins, the graver and younger one first among equals.
 */
export function joinIncident(situation: Situation, alarm: Alarm): Joined | null {
  let best: Joined | null = null;
  for (const incident of Object.values(situation.incidents)) {
    if (!isIncidentOpen(incident)) continue;
    const why = reasonsFor(alarm, incident, situation.alarms);
    if (why.length === 0 || why.length < (best?.why.length ?? 0)) continue;
    if (why.length > (best?.why.length ?? 0) || goesBefore(incident, best?.incident)) {
      best = { incident, why };
    }
  }
  return best;
}

function goesBefore(incident: Incident, other: Incident | undefined): boolean {
  if (!other || incident.severity !== other.severity) {
    return !other || incident.severity < other.severity;
  }
  return incident.openedAtMs > other.openedAtMs;
}
