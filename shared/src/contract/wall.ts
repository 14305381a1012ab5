import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { LonLat } from './position.ts';

/** The screens of the hall, by the digit that brings something onto them. */
export const wallIds = ['1', '2', '3', '4'] as const;
export const WallId = Type.Enum(wallIds);
export type WallId = Static<typeof WallId>;

/** What is shown large: named, never pictures. The wall looks it up with its own rights. */
export const WallContent = Type.Union([
  Type.Object({ kind: Type.Literal('incident'), incidentId: Id }),
  Type.Object({ kind: Type.Literal('camera'), cameraId: Id }),
  Type.Object({ kind: Type.Literal('map-view'), point: LonLat }),
]);
export type WallContent =
  | Exclude<Static<typeof WallContent>, { kind: 'map-view' }>
  | { kind: 'map-view'; point: LonLat };

export const Thrown = Type.Object({
  content: WallContent,
  /** Who may know of it: as of the thing itself. */
  areas: Type.Array(AreaId),
  byAccountId: Id,
  byName: Type.String(),
  /** Of whoever threw it; nobody of a lower one takes it away. */
  rank: Type.Integer({ minimum: 1, maximum: 3 }),
  atMs: Millis,
  /** The wall then returns to what it shows by itself. */
  endsAtMs: Millis,
});
export type Thrown = Omit<Static<typeof Thrown>, 'content'> & { content: WallContent };

/** A screen of the hall, known from when its page first said which one it is. */
export const Wall = Type.Object({ id: WallId, accountId: Id, thrown: Nullable(Thrown) });
export type Wall = { id: WallId; accountId: string; thrown: Thrown | null };
