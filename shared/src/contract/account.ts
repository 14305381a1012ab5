import { type Static, Type } from 'typebox';
import { AreaId, Id } from './ids.ts';

export const roles = [
  'wall',
  'duty-officer',
  'shift-leader',
  'area-head',
  'duty-chief',
  'field-officer',
  'expert',
  'auditor',
  'technician',
  'upstream',
] as const;
export const Role = Type.Enum(roles);
export type Role = Static<typeof Role>;

/** Who asks: what the one policy needs to know of a person or a display. */
export const Principal = Type.Object({
  accountId: Id,
  username: Type.String(),
  role: Role,
  areas: Type.Array(AreaId),
});
export type Principal = Static<typeof Principal>;
