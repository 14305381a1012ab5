import { type Static, Type } from 'typebox';
import { Nullable } from './nullable.ts';

const speed = Type.Number({ minimum: -1, maximum: 1 });

/**
 * What a person has a camera do. Speeds are shares of its fastest: `pan` to the right, `tilt` up, `zoom`
 * nearer. A move ends by itself a second after it was said last.
 */
export const CameraMotion = Type.Union([
  Type.Object({ act: Type.Literal('move'), pan: speed, tilt: speed, zoom: speed }),
  Type.Object({ act: Type.Literal('stop') }),
  Type.Object({ act: Type.Literal('preset'), preset: Type.Integer({ minimum: 1, maximum: 255 }) }),
]);
export type CameraMotion = Static<typeof CameraMotion>;

/** Who steers a camera at this moment; null: it is free. */
export const SteeringTurn = Type.Object({
  by: Nullable(Type.Object({ name: Type.String(), isMe: Type.Boolean() })),
});
export type SteeringTurn = Static<typeof SteeringTurn>;
