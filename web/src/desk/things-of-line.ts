import type { Incident, TimelineEntry } from '@ftz/shared/contract/incident.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { Thing } from './thing.ts';
import { thingsOfAlarm } from './things-of-alarm.ts';

type Known = Pick<Situation, 'alarms' | 'tasks' | 'deviceOrders'> & {
  equipment: Site['equipment'];
};

/**
 * What one line of an incident's story is about, what it names first: of a task the team, of an order
 * its device, of an alarm what raised it, of a lane its gate.
 */
export function thingsOfLine(entry: TimelineEntry, incident: Incident, known: Known): Thing[] {
  const task = known.tasks[entry.taskId ?? ''];
  if (task?.unitId) return [{ kind: 'unit', id: task.unitId }];
  const deviceId = known.deviceOrders[entry.orderId ?? '']?.deviceId ?? entry.equipment?.deviceId;
  const device = known.equipment.find((each) => each.deviceId === deviceId);
  if (device) return thingsOfDevice(device);
  if (entry.alarmKind === null) return [];
  const alarms = incident.alarms.flatMap(({ alarmId }) => known.alarms[alarmId] ?? []);
  return alarms.filter(({ kind }) => kind === entry.alarmKind).flatMap(thingsOfAlarm);
}

function thingsOfDevice({
  cameraId,
  sealId,
  vehicleId,
  gateId,
}: Site['equipment'][number]): Thing[] {
  if (cameraId) return [{ kind: 'camera', id: cameraId }];
  if (sealId) return [{ kind: 'seal', id: sealId }];
  if (vehicleId) return [{ kind: 'vehicle', id: vehicleId }];
  return gateId ? [{ kind: 'gate', id: gateId }] : [];
}
