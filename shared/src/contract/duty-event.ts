import { type TSchema, Type } from 'typebox';
import { Duty } from './duty.ts';
import { Id } from './ids.ts';
import { RosterSlot, ShiftNote } from './shift.ts';

/** Who is on duty, who is to be, and what a watch leaves to the next. */
export const dutyPayloads = {
  'duty.began': Type.Object({ duty: Duty }),
  'duty.ended': Type.Object({ accountId: Id }),
  'roster.planned': Type.Object({ slot: RosterSlot }),
  'shift.noted': Type.Object({ note: ShiftNote }),
} as const satisfies Record<string, TSchema>;
