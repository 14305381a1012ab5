import { type Static, Type } from 'typebox';
import { Millis } from './ids.ts';

/** WGS-84 degrees, longitude before latitude. */
export const LonLat = Type.Tuple([
  Type.Number({ minimum: -180, maximum: 180 }),
  Type.Number({ minimum: -90, maximum: 90 }),
]);
export type LonLat = [lon: number, lat: number];

/** One fix of one vehicle. `deviceAtMs` is the terminal's clock, `receivedAtMs` ours. */
export const PositionFix = Type.Object({
  point: LonLat,
  speedKph: Type.Number({ minimum: 0 }),
  headingDeg: Type.Number({ minimum: 0, maximum: 360 }),
  deviceAtMs: Millis,
  receivedAtMs: Millis,
});
export type PositionFix = Omit<Static<typeof PositionFix>, 'point'> & { point: LonLat };
