import { type Static, Type } from 'typebox';
import { SeenAlarm } from './access.ts';
import { Alarm } from './alarm.ts';
import { Call } from './call.ts';
import { TrackedOrder } from './device-order.ts';
import { Disposition } from './disposition.ts';
import { Incident } from './incident.ts';
import { Inspection } from './inspection.ts';
import { Nullable } from './nullable.ts';
import { ProcedureRun } from './procedure.ts';
import { Task } from './task.ts';

/**
 * An incident as it stood, with all that belongs to it, for an area or a guest that is drawn into it now and
 * has seen nothing of it before. Who knows it already has no use for this.
 */
export const Revealed = Type.Object({
  incident: Incident,
  alarms: Type.Array(Alarm),
  tasks: Type.Array(Task),
  procedure: Nullable(ProcedureRun),
  /** Without what is not known to all yet; entries from before there were any have none. */
  dispositions: Type.Optional(Type.Array(Disposition)),
  seenAlarms: Type.Optional(Type.Array(SeenAlarm)),
  inspections: Type.Optional(Type.Array(Inspection)),
  calls: Type.Optional(Type.Array(Call)),
  /** For a guest alone: whoever else sees these sees them by their areas. */
  deviceOrders: Type.Optional(Type.Array(TrackedOrder)),
});
export type Revealed = Static<typeof Revealed>;
