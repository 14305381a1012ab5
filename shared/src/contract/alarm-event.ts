import { type TSchema, Type } from 'typebox';
import { Alarm, EscalationLevel, Fact, Severity } from './alarm.ts';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { Suppression } from './suppression.ts';

const reason = Type.String({ maxLength: 500 });

/** What happens to the condition behind an alarm, and who knows of it. */
export const alarmPayloads = {
  'alarm.raised': Type.Object({ alarm: Alarm }),
  'alarm.repeated': Type.Object({
    alarmId: Id,
    deviceAtMs: Millis,
    severity: Severity,
    acknowledgeDueAtMs: Millis,
    facts: Type.Array(Fact, { maxItems: 16 }),
  }),
  'alarm.returned': Type.Object({ alarmId: Id }),
  /** Who opened the pictures of an alarm knows of it; acknowledged it has not been. */
  'alarm.seen': Type.Object({ alarmId: Id }),
} as const satisfies Record<string, TSchema>;

/** What an alarm asks of people, and what silences it. */
export const alarmCallPayloads = {
  'alarm.acknowledged': Type.Object({
    alarmId: Id,
    reason: Nullable(reason),
    /** By when something must have been done about it. */
    progressDueAtMs: Millis,
  }),
  /** The next one is called; whoever had acknowledged is asked anew. */
  'alarm.escalated': Type.Object({
    alarmId: Id,
    level: EscalationLevel,
    why: Type.Enum(['no-acknowledgement', 'no-progress', 'by-hand']),
    reason: Nullable(reason),
    /** When the level after that is called. */
    escalateDueAtMs: Millis,
  }),
  'alarm.shelved': Type.Object({ alarmId: Id, suppression: Suppression }),
  /** It is announced again; by a person, or because its time is over, it got worse, or its condition went. */
  'alarm.unshelved': Type.Object({
    alarmId: Id,
    why: Type.Enum(['by-hand', 'time-over', 'worse', 'returned']),
    acknowledgeDueAtMs: Millis,
  }),
  /** Its source was taken away while it was open. */
  'alarm.suppressed': Type.Object({ alarmId: Id, suppression: Suppression }),
  'alarm.unsuppressed': Type.Object({ alarmId: Id, acknowledgeDueAtMs: Millis }),
} as const satisfies Record<string, TSchema>;
