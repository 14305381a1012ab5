import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { selectThing } from './select-thing.ts';
import { select } from './selection.ts';
import type { Thing } from './thing.ts';

/** Where a line leads at the desk. */
export type Look = { alarm: Pick<Alarm, 'id' | 'incidentId'> } | { thing: Thing };

export function lookAt(look: Look): void {
  if ('thing' in look) selectThing(look.thing);
  else select({ alarmId: look.alarm.id, incidentId: look.alarm.incidentId, thing: null });
}
