import type { Material } from './material.ts';
import { add, cross, normalize, scale, subtract, type Vec3 } from './vector.ts';

/** A flat convex face; `uv` holds the texture place of each corner in metres. */
export type Face = {
  corners: readonly Vec3[];
  uv: readonly (readonly [number, number])[];
  normal: Vec3;
  material: Material;
};

/** Where a thing stands: the middle of its foot, and its turn about the vertical. */
export type Stand = { at: Vec3; turnRad: number };

/** Sizes along the thing's own x, y, z. */
export type Size = readonly [width: number, height: number, depth: number];

export const stand = (x: number, y: number, z: number, turnRad = 0): Stand => ({
  at: [x, y, z],
  turnRad,
});

/** A place in the thing's own measure, in the world. */
export function placed(where: Stand, local: Vec3): Vec3 {
  const [c, s] = [Math.cos(where.turnRad), Math.sin(where.turnRad)];
  return add(where.at, [local[0] * c + local[2] * s, local[1], local[2] * c - local[0] * s]);
}

/** The same stand, moved in its own measure. */
export function moved(where: Stand, local: Vec3, turnRad = 0): Stand {
  return { at: placed(where, local), turnRad: where.turnRad + turnRad };
}

/** A face through four corners, counter-clockwise as seen from the outside. */
export function quad(corners: readonly [Vec3, Vec3, Vec3, Vec3], material: Material): Face {
  const [a, b, , d] = corners;
  const [along, up] = [subtract(b, a), subtract(d, a)];
  const [w, h] = [Math.hypot(...along), Math.hypot(...up)];
  const uv = [[0, 0] as const, [w, 0] as const, [w, h] as const, [0, h] as const];
  return { corners, uv, normal: normalize(cross(up, along)), material };
}

/** A level rectangle, `u` along x and `v` along z. */
export function floor(
  x0: number,
  z0: number,
  x1: number,
  z1: number,
  y: number,
  material: Material,
): Face {
  const corners: Vec3[] = [
    [x0, y, z0],
    [x1, y, z0],
    [x1, y, z1],
    [x0, y, z1],
  ];
  const uv = corners.map(([x, , z]) => [x + 4000, z + 4000] as const);
  return { corners, uv, normal: [0, 1, 0], material };
}

/** A box without its bottom. The order of faces: front (+z), back, right (+x), left, top. */
export function box(where: Stand, [w, h, d]: Size, material: Material, lid = material): Face[] {
  const [x, z] = [w / 2, d / 2];
  const p = (a: number, b: number, c: number) => placed(where, [a, b, c]);
  return [
    quad([p(x, 0, z), p(-x, 0, z), p(-x, h, z), p(x, h, z)], material),
    quad([p(-x, 0, -z), p(x, 0, -z), p(x, h, -z), p(-x, h, -z)], material),
    quad([p(x, 0, -z), p(x, 0, z), p(x, h, z), p(x, h, -z)], material),
    quad([p(-x, 0, z), p(-x, 0, -z), p(-x, h, -z), p(-x, h, z)], material),
    quad([p(-x, h, -z), p(x, h, -z), p(x, h, z), p(-x, h, z)], lid),
  ];
}

/** A straight beam of square section between two points. */
export function beam(from: Vec3, to: Vec3, thickness: number, material: Material): Face[] {
  const along = normalize(subtract(to, from));
  const side = normalize(cross(along, Math.abs(along[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0]));
  const up = cross(side, along);
  const ring = [
    add(scale(side, thickness / 2), scale(up, thickness / 2)),
    add(scale(side, -thickness / 2), scale(up, thickness / 2)),
    add(scale(side, -thickness / 2), scale(up, -thickness / 2)),
    add(scale(side, thickness / 2), scale(up, -thickness / 2)),
  ];
  return ring.map((a, i) => {
    const b = ring[(i + 1) % 4] ?? a;
    const face = quad([add(from, b), add(from, a), add(to, a), add(to, b)], material);
    return { ...face, normal: normalize(add(a, b)) };
  });
}

/** A body of revolution about the stand's own z: radius and height of the middle at each z. */
export function lathe(
  where: Stand,
  rings: readonly { z: number; radius: number; y: number }[],
  sides: number,
  material: Material,
): Face[] {
  const point = (ring: { z: number; radius: number; y: number }, i: number) => {
    const angle = (i / sides) * 2 * Math.PI;
    const [x, y] = [Math.cos(angle) * ring.radius, Math.sin(angle) * ring.radius];
    return placed(where, [x, ring.y + y, ring.z]);
  };
  return rings.slice(1).flatMap((ring, k) => {
    const before = rings[k] ?? ring;
    return Array.from({ length: sides }, (_, i) => {
      const corners = [
        point(before, i),
        point(before, i + 1),
        point(ring, i + 1),
        point(ring, i),
      ] as const;
      const middle = placed(where, [0, (before.y + ring.y) / 2, (before.z + ring.z) / 2]);
      const centre = scale(add(corners[0], corners[2]), 0.5);
      return { ...quad(corners, material), normal: normalize(subtract(centre, middle)) };
    });
  });
}
