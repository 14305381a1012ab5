import { type Material, material } from './material.ts';
import { box, type Face, lathe, moved, type Stand } from './solid.ts';
import { hash, type Vec3 } from './vector.ts';

/** Colours of the shipping lines' boxes, weathered. */
const boxColors: readonly Vec3[] = [
  [0.3, 0.055, 0.03],
  [0.03, 0.1, 0.2],
  [0.05, 0.17, 0.12],
  [0.36, 0.34, 0.3],
  [0.38, 0.13, 0.03],
  [0.06, 0.07, 0.16],
  [0.33, 0.24, 0.05],
];

function boxColor(seed: number): Vec3 {
  return boxColors[Math.floor(hash(seed, 17) * boxColors.length)] ?? [0.3, 0.3, 0.3];
}

/** ISO 668: 2.44 m wide, 2.59 m high, 12.2 m (40 ft) or 6.1 m (20 ft) long. */
export function container(where: Stand, seed: number, lengthM = 12.2): Face[] {
  const color = boxColor(seed);
  const lid: Vec3 = [color[0] * 0.8, color[1] * 0.8, color[2] * 0.8];
  return box(where, [2.44, 2.59, lengthM], material(color, 'ribs'), material(lid));
}

const rubber = material([0.012, 0.012, 0.013]);
const frame = material([0.03, 0.03, 0.032]);
const glass = material([0.015, 0.02, 0.025]);
const headlight = material([1, 0.93, 0.75], 'plain', { glow: 7 });
const tailLight = material([0.9, 0.03, 0.02], 'plain', { glow: 1.6 });
const cabColors: readonly Vec3[] = [
  [0.5, 0.5, 0.5],
  [0.35, 0.04, 0.03],
  [0.05, 0.12, 0.3],
  [0.45, 0.42, 0.36],
];

/**
 * A tractor with a loaded semi-trailer, 16.5 m, driving along its own +z; the stand is the middle
 * of its footprint. Without `lit` its lamps are dark, as by day.
 */
export function truck(where: Stand, seed: number, lit: boolean): Face[] {
  const paint = material(cabColors[seed % cabColors.length] ?? [0.5, 0.5, 0.5]);
  return [
    ...cab(where, paint, lit),
    ...box(moved(where, [0, 0.75, -0.6]), [2.3, 0.35, 15.2], frame),
    ...container(moved(where, [0, 1.15, -1.9]), seed),
    ...[6.6, 3.2, -3.6, -5, -6.4].flatMap((z) => axle(moved(where, [0, 0, z]))),
    ...tail(where, lit),
  ];
}

function cab(where: Stand, paint: Material, lit: boolean): Face[] {
  const lamp = lit ? headlight : material([0.5, 0.5, 0.48]);
  return [
    ...box(moved(where, [0, 0.55, 6.9]), [2.45, 2.5, 2.5], paint),
    ...box(moved(where, [0, 3.05, 6.2]), [2.2, 0.6, 1.1], paint),
    ...box(moved(where, [0, 1.95, 8.16]), [2.1, 0.85, 0.04], glass),
    ...box(moved(where, [0, 1.95, 7.4]), [2.5, 0.7, 1.1], glass),
    ...box(moved(where, [0, 0.45, 8.17]), [2.4, 0.55, 0.06], frame),
    ...[-0.92, 0.92].flatMap((x) => box(moved(where, [x, 0.8, 8.2]), [0.36, 0.24, 0.05], lamp)),
    ...box(moved(where, [0, 0.62, 8.22]), [0.5, 0.15, 0.02], material([0.55, 0.42, 0.05])),
    ...[-1.42, 1.42].flatMap((x) => box(moved(where, [x, 1.9, 7.9]), [0.22, 0.6, 0.12], frame)),
  ];
}

function tail(where: Stand, lit: boolean): Face[] {
  const lamp = lit ? tailLight : material([0.25, 0.02, 0.02]);
  return [-1, 1].flatMap((x) => box(moved(where, [x, 0.82, -8.2]), [0.4, 0.18, 0.05], lamp));
}

function axle(where: Stand): Face[] {
  return [-1.05, 1.05].flatMap((x) => {
    const wheel = moved(where, [x, 0.5, 0], Math.PI / 2);
    const rings = [
      { z: -0.18, radius: 0.5, y: 0 },
      { z: 0.18, radius: 0.5, y: 0 },
      { z: 0.181, radius: 0, y: 0 },
    ];
    return lathe(wheel, rings, 10, rubber);
  });
}

/** The footprint that darkens the road below a truck. */
export function truckShadow(where: Stand) {
  return { where, width: 2.5, depth: 16.6 };
}

/** Where a truck's headlights begin to shine. */
export const truckBumper = (where: Stand): Stand => moved(where, [0, 0, 8.3]);

/** A saloon or pick-up of a patrol, along its own +z. */
export function car(where: Stand, color: Vec3, lit: boolean): Face[] {
  const lamp = lit ? headlight : material([0.5, 0.5, 0.48]);
  const rear = lit ? tailLight : material([0.25, 0.02, 0.02]);
  return [
    ...box(moved(where, [0, 0.35, 0]), [1.8, 0.6, 4.5], material(color)),
    ...box(moved(where, [0, 0.95, -0.3]), [1.6, 0.55, 2.3], glass, material(color)),
    ...[1.4, -1.4].flatMap((z) => box(moved(where, [0, 0, z]), [1.84, 0.55, 0.62], rubber)),
    ...[-0.66, 0.66].flatMap((x) => box(moved(where, [x, 0.62, 2.26]), [0.34, 0.16, 0.03], lamp)),
    ...[-0.66, 0.66].flatMap((x) => box(moved(where, [x, 0.66, -2.28]), [0.34, 0.14, 0.03], rear)),
  ];
}

/** A person on foot; `stride` is the phase of the step in radians. */
export function person(where: Stand, color: Vec3, stride: number): Face[] {
  const [cloth, skin] = [material(color), material([0.3, 0.2, 0.15])];
  const step = Math.sin(stride) * 0.28;
  return [
    ...box(moved(where, [-0.11, 0, step]), [0.17, 0.85, 0.2], frame),
    ...box(moved(where, [0.11, 0, -step]), [0.17, 0.85, 0.2], frame),
    ...box(moved(where, [0, 0.82, 0]), [0.46, 0.64, 0.27], cloth),
    ...box(moved(where, [-0.3, 0.85, -step * 0.8]), [0.13, 0.58, 0.15], cloth),
    ...box(moved(where, [0.3, 0.85, step * 0.8]), [0.13, 0.58, 0.15], cloth),
    ...box(moved(where, [0, 1.48, 0]), [0.21, 0.26, 0.23], skin),
  ];
}
