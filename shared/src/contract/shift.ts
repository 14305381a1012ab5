import { type Static, Type } from 'typebox';
import { Role } from './account.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** A day of the zone's own calendar: `2026-11-28`. */
export const ZoneDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
export type ZoneDay = Static<typeof ZoneDay>;

/** A part of every day, in minutes after midnight of the zone. It may reach into the next day. */
export const ShiftPattern = Type.Object({
  id: Id,
  nameZh: Type.String(),
  nameEn: Type.String(),
  startsAtMin: Type.Integer({ minimum: 0, maximum: 1439 }),
  lastsMin: Type.Integer({ minimum: 1, maximum: 1440 }),
});
export type ShiftPattern = Static<typeof ShiftPattern>;

/** A place that somebody has to sit at in every shift. */
export const Seat = Type.Object({
  id: Id,
  nameZh: Type.String(),
  nameEn: Type.String(),
  role: Role,
  areas: Type.Array(AreaId, { minItems: 1 }),
});
export type Seat = Static<typeof Seat>;

/** When this zone changes shifts, and who has to be there. Its clocks know no summer time. */
export const ShiftCalendar = Type.Object({
  utcOffsetMin: Type.Integer({ minimum: -720, maximum: 840 }),
  shifts: Type.Array(ShiftPattern, { minItems: 1 }),
  seats: Type.Array(Seat, { minItems: 1 }),
});
export type ShiftCalendar = Static<typeof ShiftCalendar>;

/** Who is planned for one seat in one shift of one day. */
export const RosterSlot = Type.Object({
  day: ZoneDay,
  shiftId: Id,
  seatId: Id,
  areas: Type.Array(AreaId, { minItems: 1 }),
  startsAtMs: Millis,
  endsAtMs: Millis,
  /** Null: nobody any more. */
  planned: Nullable(Type.Object({ accountId: Id, name: Type.String() })),
  plannedBy: Type.String(),
});
export type RosterSlot = Static<typeof RosterSlot>;

/** What the next shift should know and no incident tells. */
export const ShiftNote = Type.Object({
  id: Id,
  areas: Type.Array(AreaId, { minItems: 1 }),
  text: Type.String({ minLength: 1, maxLength: 500 }),
  by: Type.String(),
  atMs: Millis,
});
export type ShiftNote = Static<typeof ShiftNote>;
