import { hash, noise, type Vec3 } from './vector.ts';

export type Pattern =
  | 'plain'
  | 'ribs'
  | 'asphalt'
  | 'concrete'
  | 'grass'
  | 'water'
  | 'stripes'
  | 'windows'
  | 'chain-link'
  | 'dashes';

/** How a surface looks: `glow` is light of its own, `wet` mirrors lamps. */
export type Material = { color: Vec3; pattern: Pattern; glow: number; wet: number };

export function material(color: Vec3, pattern: Pattern = 'plain', more: Partial<Material> = {}) {
  return { color, pattern, glow: 0, wet: 0, ...more } satisfies Material;
}

/** How much of its colour a surface shows at (u, v), both in metres along its edges. */
export function shadeOf(pattern: Pattern, u: number, v: number): number {
  return shades[pattern](u, v);
}

const shades: Record<Pattern, (u: number, v: number) => number> = {
  plain: () => 1,
  'chain-link': () => 1,
  dashes: () => 1,
  ribs: (u, v) => (Math.abs((u / 0.55) % 1) < 0.5 ? 1 : 0.72) * (v < 0.12 ? 0.5 : 1) * dirt(u, v),
  asphalt: (u, v) =>
    (0.78 + 0.22 * noise(u * 0.35, v * 0.22)) *
    (0.9 + 0.2 * hash(u * 9, v * 9)) *
    joints(u, v, 14, 0.04),
  concrete: (u, v) => (0.82 + 0.18 * noise(u * 0.5, v * 0.5)) * joints(u, v, 6, 0.07),
  grass: (u, v) => 0.55 + 0.5 * noise(u * 1.7, v * 1.1) + 0.35 * hash(u * 6, v * 6) - 0.2,
  water: (u, v) => 0.6 + 0.5 * noise(u * 0.12, v * 0.5) + 0.35 * noise(u * 0.5, v * 2.1),
  stripes: (u) => (Math.abs((u / 0.9) % 1) < 0.5 ? 1 : 0.16),
  windows: (u, v) => (u % 3.4 < 2.2 && v % 3.2 > 1 && v % 3.2 < 2.5 ? 0.25 : 1),
};

const dirt = (u: number, v: number) => 0.86 + 0.14 * noise(u * 0.7, v * 1.3);

const joints = (u: number, v: number, every: number, width: number) =>
  Math.abs(u % every) < width || Math.abs(v % every) < width ? 0.7 : 1;

/**
 * How much of a see-through surface is there, 0..1. `footprint` is the pixel's size on the surface
 * in metres: wires thinner than a pixel turn into an even veil instead of a flicker.
 */
export function coverOf(pattern: Pattern, u: number, v: number, footprint: number): number {
  if (pattern === 'dashes') return v % 9 < 4 ? 1 : 0;
  if (pattern !== 'chain-link') return 1;
  const [cell, wire] = [0.16, 0.02];
  const a = Math.abs((((u + v) / cell) % 1) - 0.5) * cell;
  const b = Math.abs((((u - v + 1000 * cell) / cell) % 1) - 0.5) * cell;
  const sharp = Math.min(a, b) < wire / 2 + footprint * 0.5 ? 1 : 0;
  const veil = Math.min(0.5, (2 * wire) / cell);
  const far = Math.min(1, footprint / (cell * 0.4));
  return sharp * (1 - far) * Math.min(1, wire / footprint + 0.3) + veil * far;
}
