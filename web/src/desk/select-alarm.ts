import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { select } from './selection.ts';

/** Everything that goes with an alarm becomes the selection: its incident and vehicle; its best camera is shown. */
export function selectAlarm(alarm: Alarm): void {
  select({
    alarmId: alarm.id,
    incidentId: alarm.incidentId,
    vehicleId: alarm.vehicleId,
    cameraId: null,
  });
}
