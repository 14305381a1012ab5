import { height, toEye, type View, width } from './eye.ts';
import type { Face } from './solid.ts';

/** Called for every pixel of a face: where in the picture, how far, where on the face. */
export type Visit = (pixel: number, depth: number, u: number, v: number) => void;

type Corner = { x: number; y: number; z: number; u: number; v: number };
/** On the picture: place, 1/depth, and the texture place divided by depth, which is linear there. */
type Spot = { x: number; y: number; w: number; uw: number; vw: number };

const nearM = 0.3;

/** Visits the pixels that a face covers, nearest or not: the visitor asks the depth. */
export function rasterFace(view: View, face: Face, visit: Visit): void {
  const spots = clipNear(cornersOf(view, face)).map((corner) => project(view, corner));
  const [first] = spots;
  if (first === undefined) return;
  for (let i = 1; i + 1 < spots.length; i += 1) {
    const [b, c] = [spots[i], spots[i + 1]];
    if (b !== undefined && c !== undefined) rasterTriangle(first, b, c, visit);
  }
}

function cornersOf(view: View, face: Face): Corner[] {
  return face.corners.map((corner, i) => {
    const [x, y, z] = toEye(view, corner);
    const [u, v] = face.uv[i] ?? [0, 0];
    return { x, y, z, u, v };
  });
}

/** Cuts away what lies behind the eye (Sutherland and Hodgman). */
function clipNear(corners: readonly Corner[]): Corner[] {
  return corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % corners.length] ?? corner;
    const kept = corner.z > nearM ? [corner] : [];
    if (corner.z > nearM === next.z > nearM) return kept;
    const k = (nearM - corner.z) / (next.z - corner.z);
    const between = (a: number, b: number) => a + (b - a) * k;
    return [
      ...kept,
      {
        x: between(corner.x, next.x),
        y: between(corner.y, next.y),
        z: nearM,
        u: between(corner.u, next.u),
        v: between(corner.v, next.v),
      },
    ];
  });
}

function project(view: View, { x, y, z, u, v }: Corner): Spot {
  const w = 1 / z;
  return {
    x: width / 2 + x * w * view.focal,
    y: height / 2 - y * w * view.focal,
    w,
    uw: u * w,
    vw: v * w,
  };
}

function rasterTriangle(a: Spot, b: Spot, c: Spot, visit: Visit): void {
  const area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  if (Math.abs(area) < 1e-9) return;
  const top = Math.max(0, Math.ceil(Math.min(a.y, b.y, c.y) - 0.5));
  const bottom = Math.min(height - 1, Math.floor(Math.max(a.y, b.y, c.y) - 0.5));
  const left = Math.max(0, Math.ceil(Math.min(a.x, b.x, c.x) - 0.5));
  const right = Math.min(width - 1, Math.floor(Math.max(a.x, b.x, c.x) - 0.5));
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const [px, py] = [x + 0.5, y + 0.5];
      const kb = ((px - a.x) * (c.y - a.y) - (py - a.y) * (c.x - a.x)) / area;
      const kc = ((b.x - a.x) * (py - a.y) - (b.y - a.y) * (px - a.x)) / area;
      const ka = 1 - kb - kc;
      if (ka < 0 || kb < 0 || kc < 0) continue;
      const depth = 1 / (ka * a.w + kb * b.w + kc * c.w);
      const u = (ka * a.uw + kb * b.uw + kc * c.uw) * depth;
      visit(y * width + x, depth, u, (ka * a.vw + kb * b.vw + kc * c.vw) * depth);
    }
  }
}
