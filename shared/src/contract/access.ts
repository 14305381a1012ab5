import { type Static, Type } from 'typebox';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** What somebody looked at. */
export const ViewedKind = Type.Enum([
  'camera',
  /** Turned by hand. */
  'steering',
  'recording',
  'evidence',
  'photo',
  'clip',
  /** A held clip that was taken away as a file. */
  'film',
  'track',
]);
export type ViewedKind = Static<typeof ViewedKind>;

/**
 * Somebody looked at something, once for each ten minutes of looking. `incidentId` is what for; null: a
 * round of the zone. `piece` is one piece of the evidence of that incident.
 */
export const Viewing = Type.Object({
  what: ViewedKind,
  id: Id,
  incidentId: Nullable(Id),
  piece: Nullable(Type.String({ maxLength: 160 })),
});
export type Viewing = Static<typeof Viewing>;

/** Somebody has seen the pictures of an alarm: he knows of it, and has acknowledged nothing. */
export const SeenBy = Type.Object({ accountId: Id, name: Type.String(), atMs: Millis });
export type SeenBy = Static<typeof SeenBy>;
export const SeenAlarm = Type.Object({ alarmId: Id, by: Type.Array(SeenBy) });
export type SeenAlarm = Static<typeof SeenAlarm>;
