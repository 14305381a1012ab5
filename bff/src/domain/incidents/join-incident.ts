import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Incident, JoinReason } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { alarmsOfIncident, openIncidents } from '@ftz/shared/state/situation-selectors.ts';

const nearM = 500;
const nearWithinMs = 10 * 60_000;
/** Nearness alone draws nothing into an incident that is older: a busy gate is not one long incident. */
const nearSinceOpenedMs = 30 * 60_000;

function sameThings(alarm: Alarm, other: Alarm): JoinReason[] {
  const reasons: JoinReason[] = [];
  if (alarm.entityId === other.entityId)
    reasons.push({ code: 'same-entity', value: alarm.entityId });
  if (alarm.journeyId !== null && alarm.journeyId === other.journeyId) {
    reasons.push({ code: 'same-journey', value: alarm.journeyId });
  }
  if (alarm.vehicleId !== null && alarm.vehicleId === other.vehicleId) {
    reasons.push({ code: 'same-vehicle', value: alarm.vehicleId });
  }
  if (alarm.sealId !== null && alarm.sealId === other.sealId) {
    reasons.push({ code: 'same-seal', value: alarm.sealId });
  }
  return reasons;
}

function nearness(alarm: Alarm, other: Alarm): JoinReason[] {
  if (!alarm.point || !other.point) return [];
  // Two trucks at one gate have nothing to do with each other.
  const twoTrucks = alarm.vehicleId !== null && other.vehicleId !== null;
  if (twoTrucks && alarm.vehicleId !== other.vehicleId) return [];
  const withinMs = Math.abs(alarm.raisedAtMs - other.lastRaisedAtMs);
  const away = distanceM(alarm.point, other.point);
  if (away > nearM || withinMs > nearWithinMs) return [];
  return [{ code: 'near', distanceM: Math.round(away), withinMs }];
}

/** One sentence per kind of reason, the closest one of each. */
function reasonsFor(alarm: Alarm, incident: Incident, members: readonly Alarm[]): JoinReason[] {
  const fresh = alarm.raisedAtMs - incident.openedAtMs <= nearSinceOpenedMs;
  const all = members.flatMap((other) => [
    ...sameThings(alarm, other),
    ...(fresh ? nearness(alarm, other) : []),
  ]);
  const best = new Map<string, JoinReason>();
  for (const reason of all) {
    const before = best.get(reason.code);
    const closer =
      reason.code === 'near' && before?.code === 'near' && reason.distanceM < before.distanceM;
    if (!before || closer) best.set(reason.code, reason);
  }
  return [...best.values()];
}

/**
 * The open incident that an alarm belongs to, by entity, space and time, and why; null: none does.
 * The incident with most reasons wins, the graver and younger one first among equals.
 */
export function joinIncident(
  situation: Situation,
  alarm: Alarm,
): { incident: Incident; why: JoinReason[] } | null {
  let best: { incident: Incident; why: JoinReason[] } | null = null;
  for (const incident of openIncidents(situation)) {
    const why = reasonsFor(alarm, incident, alarmsOfIncident(situation, incident.id));
    if (why.length > (best?.why.length ?? 0)) best = { incident, why };
  }
  return best;
}
