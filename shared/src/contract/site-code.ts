import { type Static, Type } from 'typebox';
import { AreaId, Id } from './ids.ts';

/** What hangs at a gate and is scanned there, for whoever prints it. */
export const SiteCode = Type.Object({
  gateId: Id,
  area: AreaId,
  nameZh: Type.String(),
  nameEn: Type.String(),
  code: Type.String(),
});
export type SiteCode = Static<typeof SiteCode>;
