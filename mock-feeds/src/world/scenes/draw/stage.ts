import { type Eye, height, rayOf, type View, viewOf, width } from './eye.ts';
import { albedoOf, type Lamp, litColor, type Surroundings, skyColor } from './light.ts';
import { coverOf } from './material.ts';
import { rasterFace } from './raster.ts';
import type { Sensor } from './sensor.ts';
import { type Face, floor, placed, type Stand } from './solid.ts';
import { add, scale, smoothstep, type Vec3 } from './vector.ts';

/** What moves, at one moment of the loop. Moving things darken the floor below and light it ahead. */
export type Moment = {
  faces: Face[];
  shadows: { where: Stand; width: number; depth: number }[];
  headlights: Stand[];
};

/** A view of the zone. `moving` must look the same at 0 s and at the end of the loop. */
export type Scene = {
  eye: Eye;
  around: Surroundings;
  still: Face[];
  moving: (atS: number) => Moment;
  sensor: Sensor;
};

/** The picture in the making: light per pixel (red, green, blue), and how far each pixel is. */
export type Picture = { light: Float32Array; depth: Float32Array };

type VeilDot = { pixel: number; depth: number; cover: number; color: Vec3 };

/**
 * Prepares a scene: everything that stands still is lit once, with shadows; a moment costs only what
 * moves in it. The answer draws one moment.
 */
export function createStage(scene: Scene): (atS: number) => Picture {
  const view = viewOf(scene.eye);
  const still = drawStill(scene, view);
  const veils = drawVeils(scene, view, still.depth);
  return (atS) => {
    const picture = { light: still.light.slice(), depth: still.depth.slice() };
    const moment = scene.moving(atS);
    for (const shadow of moment.shadows) castShadow(picture, view, shadow);
    for (const where of moment.headlights) castHeadlight(picture, view, where);
    const around = { ...scene.around, blockers: [] };
    for (const face of moment.faces) drawMoving(picture, view, face, around);
    for (const dot of veils) drawVeil(picture, dot);
    return picture;
  };
}

function drawStill(scene: Scene, view: View): Picture {
  const depth = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const seen = new Int32Array(width * height).fill(-1);
  const place = new Float32Array(2 * width * height);
  const solid = scene.still.filter((face) => face.material.pattern !== 'chain-link');
  solid.forEach((face, index) => {
    rasterFace(view, face, (pixel, z, u, v) => {
      if (z >= (depth[pixel] ?? 0) || coverOf(face.material.pattern, u, v, 0) < 0.5) return;
      depth[pixel] = z;
      seen[pixel] = index;
      place[2 * pixel] = u;
      place[2 * pixel + 1] = v;
    });
  });
  const light = new Float32Array(3 * width * height);
  for (let pixel = 0; pixel < seen.length; pixel += 1) {
    const ray = rayOf(view, pixel % width, Math.floor(pixel / width));
    const face = solid[seen[pixel] ?? -1];
    if (face === undefined) {
      light.set(skyColor(scene.around.weather, ray), 3 * pixel);
      continue;
    }
    const albedo = albedoOf(face, place[2 * pixel] ?? 0, place[2 * pixel + 1] ?? 0);
    const point = add(view.at, scale(ray, depth[pixel] ?? 0));
    light.set(litColor(face, albedo, point, view.at, scene.around), 3 * pixel);
  }
  return { light, depth };
}

/** Chain link is seen through: its pixels are worked out once and laid over every moment. */
function drawVeils(scene: Scene, view: View, depth: Float32Array): VeilDot[] {
  const dots: VeilDot[] = [];
  for (const face of scene.still.filter((one) => one.material.pattern === 'chain-link')) {
    rasterFace(view, face, (pixel, z, u, v) => {
      if (z >= (depth[pixel] ?? 0)) return;
      const cover = coverOf(face.material.pattern, u, v, z / view.focal);
      if (cover < 0.02) return;
      const point = add(view.at, scale(rayOf(view, pixel % width, Math.floor(pixel / width)), z));
      const color = litColor(face, face.material.color, point, view.at, scene.around);
      dots.push({ pixel, depth: z, cover, color });
    });
  }
  return dots;
}

function drawVeil({ light, depth }: Picture, dot: VeilDot): void {
  if (dot.depth >= (depth[dot.pixel] ?? 0)) return;
  dot.color.forEach((value, i) => {
    const at = 3 * dot.pixel + i;
    light[at] = (light[at] ?? 0) * (1 - dot.cover) + value * dot.cover;
  });
}

function drawMoving(picture: Picture, view: View, face: Face, around: Surroundings): void {
  rasterFace(view, face, (pixel, z, u, v) => {
    if (z >= (picture.depth[pixel] ?? 0)) return;
    picture.depth[pixel] = z;
    const point = add(view.at, scale(rayOf(view, pixel % width, Math.floor(pixel / width)), z));
    picture.light.set(litColor(face, albedoOf(face, u, v), point, view.at, around), 3 * pixel);
  });
}

/** Multiplies the light of the floor round a thing; `factor` gets metres in the thing's own measure. */
function shadeFloor(
  picture: Picture,
  view: View,
  where: Stand,
  [x0, z0, x1, z1]: readonly [number, number, number, number],
  factor: (x: number, z: number) => number,
): void {
  const flat = floor(x0, z0, x1, z1, 0.02, { color: [1, 1, 1], pattern: 'plain', glow: 0, wet: 0 });
  const face = { ...flat, corners: flat.corners.map((corner) => placed(where, corner)) };
  rasterFace(view, face, (pixel, z, u, v) => {
    const seen = picture.depth[pixel] ?? 0;
    if (Math.abs(seen - z) > 0.15 + 0.012 * z) return;
    const k = factor(u - 4000, v - 4000);
    for (let at = 3 * pixel; at < 3 * pixel + 3; at += 1) {
      picture.light[at] = (picture.light[at] ?? 0) * k;
    }
  });
}

function castShadow(picture: Picture, view: View, shadow: Moment['shadows'][number]): void {
  const [x, z, soft] = [shadow.width / 2, shadow.depth / 2, 1.1];
  const reach = [-x - soft, -z - soft, x + soft, z + soft] as const;
  shadeFloor(picture, view, shadow.where, reach, (u, v) => {
    const outside = Math.hypot(Math.max(0, Math.abs(u) - x), Math.max(0, Math.abs(v) - z));
    return 0.22 + 0.78 * smoothstep(-0.4, soft, outside);
  });
}

/** The pool of light on the road ahead; the stand is the middle of the bumper, looking along +z. */
function castHeadlight(picture: Picture, view: View, where: Stand): void {
  shadeFloor(picture, view, where, [-9, 1, 9, 42], (u, v) => {
    const spread = 1.3 + v * 0.16;
    const across = Math.exp(-((u / spread) ** 2));
    return 1 + 4 * across * smoothstep(1, 6, v) * Math.exp(-v / 13);
  });
}

/** A street lamp that shines straight down. */
export function downLamp(at: Vec3, color: Vec3): Lamp {
  return { at, aim: [0, -1, 0], edge: 0.1, color };
}
