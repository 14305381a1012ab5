import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { select } from './selection.ts';

/** Everything that goes with an alarm becomes the selection: its incident, vehicle, nearest camera. */
export function selectAlarm(alarm: Alarm): void {
  select({
    alarmId: alarm.id,
    incidentId: alarm.incidentId,
    vehicleId: alarm.vehicleId,
    cameraId: alarm.cameraIds[0] ?? null,
  });
}
