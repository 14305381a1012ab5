import { type Static, Type } from 'typebox';
import { AreaId, Id } from './ids.ts';
import { Nullable } from './nullable.ts';

/**
 * Who a moving marker is. `key` is the number that position frames carry instead of the id.
 * An untrusted vehicle speaks on our port but is in no registry: shown, listed, never judged.
 */
export const Vehicle = Type.Object({
  key: Type.Integer({ minimum: 0 }),
  id: Id,
  plate: Nullable(Type.String({ maxLength: 16 })),
  area: Nullable(AreaId),
  trusted: Type.Boolean(),
});
export type Vehicle = Static<typeof Vehicle>;
