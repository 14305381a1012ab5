import { type Static, Type } from 'typebox';
import { Millis } from './ids.ts';

/**
 * Where one vehicle was, oldest first, one array per column: `atMs` is the device's time, places are
 * degrees WGS-84.
 */
export const Track = Type.Object({
  vehicleId: Type.String(),
  atMs: Type.Array(Millis),
  lon: Type.Array(Type.Number()),
  lat: Type.Array(Type.Number()),
  speedKph: Type.Array(Type.Number()),
  headingDeg: Type.Array(Type.Number()),
  /** Null: complete; else there is more, to be asked for from this time on. */
  nextFromMs: Type.Union([Millis, Type.Null()]),
});
export type Track = Static<typeof Track>;
