import { shadeOf } from './material.ts';
import type { Face } from './solid.ts';
import {
  add,
  dot,
  mix,
  normalize,
  scale,
  smoothstep,
  subtract,
  times,
  type Vec3,
} from './vector.ts';

/** A lamp that shines from `at` towards `aim`, within a cone whose edge has the cosine `edge`. */
export type Lamp = { at: Vec3; aim: Vec3; edge: number; color: Vec3 };

/** An upright box that throws shadows. */
export type Blocker = { low: Vec3; high: Vec3 };

/** The light of a scene; `toSun` null means that only lamps and the sky shine. */
export type Weather = {
  skyTop: Vec3;
  skyLow: Vec3;
  ambient: Vec3;
  toSun: Vec3 | null;
  sunColor: Vec3;
  /** The distance in metres at which two thirds of the view are haze. */
  hazeM: number;
};

export type Surroundings = {
  weather: Weather;
  lamps: readonly Lamp[];
  blockers: readonly Blocker[];
};

/** The colour of the sky in one direction. */
export function skyColor(weather: Weather, ray: Vec3): Vec3 {
  return mix(weather.skyLow, weather.skyTop, smoothstep(0, 0.45, normalize(ray)[1]));
}

/** What the surface itself is coloured at a place, before any light. */
export function albedoOf(face: Face, u: number, v: number): Vec3 {
  return scale(face.material.color, shadeOf(face.material.pattern, u, v));
}

/** The light that leaves a point towards the eye. */
export function litColor(
  face: Face,
  albedo: Vec3,
  point: Vec3,
  eyeAt: Vec3,
  around: Surroundings,
): Vec3 {
  const toEye = subtract(eyeAt, point);
  const normal = dot(face.normal, toEye) < 0 ? scale(face.normal, -1) : face.normal;
  let light = scale(around.weather.ambient, 0.72 + 0.28 * normal[1]);
  let mirrored: Vec3 = [0, 0, 0];
  const { toSun, sunColor } = around.weather;
  if (toSun !== null && dot(normal, toSun) > 0 && !blocked(point, toSun, 400, around.blockers)) {
    light = add(light, scale(sunColor, dot(normal, toSun)));
  }
  for (const lamp of around.lamps) {
    const arriving = arrivingLight(lamp, point, normal, around.blockers);
    if (arriving === null) continue;
    light = add(light, arriving);
    if (face.material.wet > 0) mirrored = add(mirrored, glint(lamp, point, normal, toEye));
  }
  const own = scale(face.material.color, face.material.glow);
  const wet = scale(mirrored, face.material.wet);
  return inHaze(add(add(times(albedo, light), own), wet), Math.hypot(...toEye), around.weather);
}

function arrivingLight(
  lamp: Lamp,
  point: Vec3,
  normal: Vec3,
  blockers: readonly Blocker[],
): Vec3 | null {
  const way = subtract(lamp.at, point);
  const distance = Math.hypot(...way);
  const to = scale(way, 1 / distance);
  const facing = dot(normal, to);
  const cone = smoothstep(lamp.edge, Math.min(1, lamp.edge + 0.35), -dot(to, lamp.aim));
  const strength = (facing * cone) / (4 + distance * distance);
  if (facing <= 0 || strength < 2e-5) return null;
  return blocked(point, to, distance, blockers) ? null : scale(lamp.color, strength);
}

/** A lamp mirrored in a wet floor: a long streak towards the eye, as rain makes them. */
function glint(lamp: Lamp, point: Vec3, normal: Vec3, toEye: Vec3): Vec3 {
  const to = normalize(subtract(lamp.at, point));
  const half = normalize(add(to, normalize(toEye)));
  return scale(lamp.color, 0.0022 * Math.max(0, dot(half, normal)) ** 220);
}

function inHaze(color: Vec3, distance: number, weather: Weather): Vec3 {
  return mix(weather.skyLow, color, Math.exp(-distance / weather.hazeM));
}

/** Whether a box stands between a point and a light (slab test). */
function blocked(point: Vec3, to: Vec3, distance: number, blockers: readonly Blocker[]): boolean {
  return blockers.some((blocker) => {
    let [enter, leave] = [0.05, distance];
    for (const axis of [0, 1, 2] as const) {
      const k = 1 / (to[axis] || 1e-9);
      const a = (blocker.low[axis] - point[axis]) * k;
      const b = (blocker.high[axis] - point[axis]) * k;
      enter = Math.max(enter, Math.min(a, b));
      leave = Math.min(leave, Math.max(a, b));
    }
    return enter < leave - 0.02;
  });
}
