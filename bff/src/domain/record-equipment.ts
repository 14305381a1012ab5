import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { EquipmentReport, EquipmentSaying } from '@ftz/shared/contract/equipment.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import { alarmsOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { plateAtPost } from './lanes/plate-at-post.ts';
import type { Observation } from './observation.ts';
import { equipmentPost } from './registry.ts';
import type { Sighting, World } from './sighting.ts';

/** A gate's traffic fills no timeline: after so many lines an incident is told no more of it. */
const mostLinesOfEquipment = 40;

/**
 * What equipment said, and a line on each open incident that it concerns. Equipment that has no post in
 * the register is known by name alone: where it stands nobody knows, and it is not recorded.
 */
export function recordEquipment(
  observed: Extract<Observation, { kind: 'equipment' }>,
  { device, vehicle, journey, late }: Sighting,
  world: World,
  actor: Actor,
): DurableDraft[] {
  const { situation } = world;
  const { gateway, deviceId, deviceAtMs } = observed;
  const post = equipmentPost(world, gateway, deviceId);
  if (!post || !device) return [];
  const report: EquipmentReport = {
    ...observed.report,
    plate: plateAtPost(observed, world) ?? vehicle?.plate ?? null,
    containerNo: observed.report.containerNo ?? journey?.containerNo ?? null,
    deviceId,
    deviceAtMs,
    equipment: post.equipment,
    area: device.area,
    gateId: device.gateId,
    laneId: post.laneId,
  };
  const told = late ? [] : incidentsOf(report, situation);
  return [
    { type: 'equipment.reported', areas: [device.area], actor, data: { report, late } },
    ...told.map(
      ({ id, areas }): DurableDraft => ({
        type: 'incident.equipment-told',
        areas,
        actor,
        data: { incidentId: id, report },
      }),
    ),
  ];
}

/**
 * What everybody at a gate must hear of, whichever vehicle it was about. A call is told when it has
 * ended, in one line: who, when and how long.
 */
const gateSayings: ReadonlySet<EquipmentSaying> = new Set([
  'barrier-opened',
  'barrier-faulted',
  'call-ended',
  'radiation-alarm',
  'scan-suspicious',
]);

function incidentsOf(report: EquipmentReport, situation: World['situation']): Incident[] {
  return Object.values(situation.incidents).filter((incident) => {
    if (!isIncidentOpen(incident) || isFull(incident)) return false;
    return alarmsOfIncident(situation, incident.id).some(({ plate, containerNo, gateId }) => {
      const sameVehicle = plate !== null && plate === report.plate;
      const sameContainer = containerNo !== null && containerNo === report.containerNo;
      const sameGate = gateId !== null && gateId === report.gateId;
      return sameVehicle || sameContainer || (sameGate && gateSayings.has(report.what));
    });
  });
}

const isFull = ({ timeline }: Incident) =>
  timeline.filter(({ equipment }) => equipment !== undefined).length >= mostLinesOfEquipment;
