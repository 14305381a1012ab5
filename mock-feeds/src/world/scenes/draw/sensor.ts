import { height, width } from './eye.ts';
import { hash, smoothstep } from './vector.ts';

/** What the cheap camera makes of the light. */
export type Sensor = {
  exposure: number;
  /** 1 is full colour, 0 grey (the infrared cut filter is away at night). */
  colour: number;
  /** Strength of the noise, in steps of 255. */
  grain: number;
  rain: boolean;
};

export const outWidth = width / 2;
export const outHeight = height / 2;

const glowWidth = outWidth / 8;
const glowHeight = outHeight / 8;

/**
 * Turns light into a picture of 640 × 360 RGB bytes: halves it (anti-aliasing), lets bright lamps
 * bleed, exposes, and adds the noise and the dark corners of a real lens. No clock and no name are
 * burnt in: this becomes a loop, and the screen draws both.
 */
export function develop(light: Float32Array, sensor: Sensor, frame: number): Uint8Array {
  const half = halved(light);
  const glow = glowOf(half);
  const out = new Uint8Array(3 * outWidth * outHeight);
  for (let y = 0; y < outHeight; y += 1) {
    for (let x = 0; x < outWidth; x += 1) {
      const at = 3 * (y * outWidth + x);
      const lens = (vignettes[y * outWidth + x] ?? 1) * sensor.exposure;
      const red = exposed(((half[at] ?? 0) + glowAt(glow, x, y, 0)) * lens);
      const green = exposed(((half[at + 1] ?? 0) + glowAt(glow, x, y, 1)) * lens);
      const blue = exposed(((half[at + 2] ?? 0) + glowAt(glow, x, y, 2)) * lens);
      const grey = 0.3 * red + 0.59 * green + 0.11 * blue;
      const base = 8 + grainAt(x, y, frame) * sensor.grain + grey * (1 - sensor.colour) * 240;
      out[at] = byte(base + red * sensor.colour * 240);
      out[at + 1] = byte(base + green * sensor.colour * 240);
      out[at + 2] = byte(base + blue * sensor.colour * 240);
    }
  }
  if (sensor.rain) drawRain(out, frame);
  return out;
}

const byte = (value: number) => Math.max(0, Math.min(255, value));

function halved(light: Float32Array): Float32Array {
  const half = new Float32Array(3 * outWidth * outHeight);
  for (let y = 0; y < outHeight; y += 1) {
    for (let x = 0; x < outWidth; x += 1) {
      const from = 3 * (2 * y * width + 2 * x);
      const at = 3 * (y * outWidth + x);
      for (let i = from; i < from + 3; i += 1) {
        // Clipped before it is averaged: one glaring sub-pixel must not stair-step an edge.
        const sum = clip(light[i]) + clip(light[i + 3]) + clip(light[i + 3 * width]);
        half[at + i - from] = (sum + clip(light[i + 3 * width + 3])) / 4;
      }
    }
  }
  return half;
}

const clip = (value: number | undefined) => Math.min(4, value ?? 0);

/** The light above white, at an eighth of the size and blurred. */
function glowOf(half: Float32Array): Float32Array {
  let glow = new Float32Array(3 * glowWidth * glowHeight);
  for (let y = 0; y < outHeight; y += 1) {
    for (let x = 0; x < outWidth; x += 1) {
      const to = 3 * (Math.floor(y / 8) * glowWidth + Math.floor(x / 8));
      for (let i = 0; i < 3; i += 1) {
        const over = Math.max(0, (half[3 * (y * outWidth + x) + i] ?? 0) - 1.1);
        glow[to + i] = (glow[to + i] ?? 0) + over / 64;
      }
    }
  }
  for (let pass = 0; pass < 3; pass += 1) glow = blurred(glow);
  return glow;
}

function blurred(glow: Float32Array): Float32Array<ArrayBuffer> {
  return glow.map((_, at) => {
    const [x, y] = [Math.floor(at / 3) % glowWidth, Math.floor(at / 3 / glowWidth)];
    let sum = 0;
    for (let dy = -1; dy <= 1; dy += 1) {
      for (let dx = -1; dx <= 1; dx += 1) {
        sum += glowCell(glow, x + dx, y + dy, at % 3);
      }
    }
    return sum / 9;
  }) as Float32Array<ArrayBuffer>;
}

function glowCell(glow: Float32Array, x: number, y: number, i: number): number {
  const [cx, cy] = [
    Math.min(glowWidth - 1, Math.max(0, x)),
    Math.min(glowHeight - 1, Math.max(0, y)),
  ];
  return glow[3 * (cy * glowWidth + cx) + i] ?? 0;
}

function glowAt(glow: Float32Array, x: number, y: number, i: number): number {
  const [gx, gy] = [(x - 3.5) / 8, (y - 3.5) / 8];
  const [x0, y0] = [Math.floor(gx), Math.floor(gy)];
  const [kx, ky] = [gx - x0, gy - y0];
  const low = glowCell(glow, x0, y0, i) * (1 - kx) + glowCell(glow, x0 + 1, y0, i) * kx;
  const high = glowCell(glow, x0, y0 + 1, i) * (1 - kx) + glowCell(glow, x0 + 1, y0 + 1, i) * kx;
  return 1.6 * (low * (1 - ky) + high * ky);
}

function vignette(x: number, y: number): number {
  const r = Math.hypot(x / outWidth - 0.5, y / outHeight - 0.5);
  return 1 - 0.55 * smoothstep(0.32, 0.78, r);
}

/** Film-like shoulder and gamma, looked up: the power would cost more than all the rest. */
function exposed(light: number): number {
  return exposures[Math.min(exposures.length - 1, Math.round(light * 1024))] ?? 1;
}

const exposures = Float32Array.from(
  { length: 8192 },
  (_, i) => (1 - Math.exp((-i / 1024) * 1.6)) ** (1 / 2.2),
);

const vignettes = Float32Array.from({ length: outWidth * outHeight }, (_, i) =>
  vignette(i % outWidth, Math.floor(i / outWidth)),
);

/** Noise in blobs of two pixels, as after the camera's own denoiser: -1..1. */
function grainAt(x: number, y: number, frame: number): number {
  return hash(x >> 1, y >> 1, frame) + hash((x + 1) >> 1, (y + 1) >> 1, frame + 7919) - 1;
}

function drawRain(out: Uint8Array, frame: number): void {
  for (let drop = 0; drop < 90; drop += 1) {
    const x0 = hash(drop, frame, 1) * outWidth;
    const y0 = hash(drop, frame, 2) * outHeight;
    const length = 8 + hash(drop, frame, 3) * 22;
    for (let k = 0; k < length; k += 1)
      brighten(out, Math.round(x0 - k * 0.22), Math.round(y0 + k));
  }
}

function brighten(out: Uint8Array, x: number, y: number): void {
  if (x < 0 || x >= outWidth || y >= outHeight) return;
  const at = 3 * (y * outWidth + x);
  for (let i = at; i < at + 3; i += 1) out[i] = Math.min(255, (out[i] ?? 0) + 15);
}
