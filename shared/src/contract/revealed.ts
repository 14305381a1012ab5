import { type Static, Type } from 'typebox';
import { Alarm } from './alarm.ts';
import { Disposition } from './disposition.ts';
import { Incident } from './incident.ts';
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
});
export type Revealed = Static<typeof Revealed>;
