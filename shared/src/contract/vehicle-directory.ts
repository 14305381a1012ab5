import { type Static, Type } from 'typebox';
import { Vehicle } from './vehicle.ts';

/**
 * Who the keys of the position frames are, as far as it is known beforehand: every registered vehicle
 * of the reader's areas. It changes with the register alone, so a page reads it once, by its `tag`.
 */
export const VehicleDirectory = Type.Object({
  tag: Type.String(),
  vehicles: Type.Array(Vehicle),
});
export type VehicleDirectory = Static<typeof VehicleDirectory>;
