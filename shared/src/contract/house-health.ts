import { type Static, Type } from 'typebox';

/** One part of the house. `needed`: without it people cannot work; `detail` is for whoever mends it. */
const Part = Type.Object({ ok: Type.Boolean(), needed: Type.Boolean(), detail: Type.String() });

/** The house's own state: its log and disks, its clocks and rules, each door that devices come in by. */
export const HouseHealth = Type.Object({
  ready: Type.Boolean(),
  parts: Type.Record(Type.String(), Part),
});
export type HouseHealth = Static<typeof HouseHealth>;
