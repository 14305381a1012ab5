import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { select } from './selection.ts';

/** An alarm and its incident become the selection; its best camera is shown, and nothing else is pointed out. */
export function selectAlarm(alarm: Alarm): void {
  select({ alarmId: alarm.id, incidentId: alarm.incidentId, cameraId: null, thing: null });
}
