import type { AlarmKind } from '@ftz/shared/contract/alarm.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { StepEvidence } from '@ftz/shared/contract/procedure.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { procedureOfIncident } from '@ftz/shared/state/procedure-selectors.ts';
import { alarmIdsOf } from '@ftz/shared/state/situation-index.ts';
import type { Sighting } from '#domain/sighting.ts';

const kindsOfSeal: readonly AlarmKind[] = [
  'seal-cut',
  'seal-tampered',
  'seal-silent',
  'seal-attempted',
  'seal-stuck',
  'seal-battery-low',
  'seal-unlocked',
];
const kindsOfVehicle: readonly AlarmKind[] = ['off-route', 'halted'];
const kindsOfJourney: readonly AlarmKind[] = ['journey-overdue'];

/**
 * A seal spoke: whoever waits for a fresh reading of it, because of itself or of the vehicle or the
 * journey that it rides on, has it. Said once for each procedure that asks, and to all who see its incident: the
 * report itself may lie in an area of which they see nothing, and may tell nothing new to keep.
 */
export function proofsBySeal(sighting: Sighting, situation: Situation): DurableDraft[] {
  const { observation, trusted, late, future } = sighting;
  if (observation.kind !== 'seal' || !trusted || late || future) return [];
  const { deviceId, deviceAtMs } = observation;
  const about = (kinds: readonly AlarmKind[], entityId: string | undefined) =>
    entityId === undefined ? [] : incidentsOf(situation, kinds, entityId, deviceAtMs);
  const incidentIds = new Set([
    ...about(kindsOfSeal, deviceId),
    ...about(kindsOfVehicle, sighting.vehicle?.id ?? sighting.journey?.vehicleId),
    ...about(kindsOfJourney, sighting.journey?.id),
  ]);
  const actor: Actor = { kind: 'machine', name: 'procedures' };
  return [...incidentIds].flatMap((incidentId) =>
    proofsOf(situation, incidentId, 'seal-reported', actor),
  );
}

/** Incidents of alarms that are older than this: what was said before an alarm is no fresh reading. */
function incidentsOf(
  { alarms }: Situation,
  kinds: readonly AlarmKind[],
  entityId: string,
  saidAtMs: number,
): string[] {
  return kinds.flatMap((kind) =>
    [...alarmIdsOf(alarms, kind, entityId)].flatMap((alarmId) => {
      const alarm = ownOf(alarms, alarmId);
      const asks = alarm?.entityId === entityId && alarm.deviceAtMs < saidAtMs;
      return (asks && alarm.incidentId) || [];
    }),
  );
}

/** Says once that this was done, where a step of the incident waits for it. */
export function proofsOf(
  situation: Situation,
  incidentId: string,
  evidence: StepEvidence,
  actor: Actor,
): DurableDraft[] {
  const incident = ownOf(situation.incidents, incidentId);
  const steps = procedureOfIncident(situation, incidentId)?.steps ?? [];
  const waits = steps.some((step) => step.state === 'open' && step.evidence.includes(evidence));
  if (!incident || !waits) return [];
  return [
    {
      type: 'procedure.proved',
      areas: incident.areas,
      actor,
      data: { incidentId, evidence },
    },
  ];
}
