import type { LonLat } from '@ftz/shared/contract/position.ts';
import { beforeEach, expect, it } from 'vitest';
import { applyDirectory, applyPositionFrame, forgetLatest } from '#live/latest-store.ts';
import { frameOf } from '#live/position-frame.fixture.ts';
import { vehicleAtPixel } from './vehicle-at-pixel.ts';

const t0 = 1_900_000_000_000;
/** A map of 100 pixels per thousandth of a degree, north up, with [121, 31] at the top left. */
const view = {
  isInCrowd: () => false,
  project: ([lon, lat]: LonLat) => ({ x: (lon - 121) * 1e5, y: (31 - lat) * 1e5 }),
  unproject: ({ x, y }: { x: number; y: number }): LonLat => [121 + x / 1e5, 31 - y / 1e5],
};
const truck = (key: number) => ({ key, id: `V${key}`, plate: null, area: null, trusted: true });
const at = (key: number, x: number, y: number) => ({
  key,
  lonE6: 121_000_000 + x * 10,
  latE6: 31_000_000 - y * 10,
  fixAtMs: t0,
  speedKph: 30,
  headingDeg: 0,
});

beforeEach(() => {
  forgetLatest();
  applyDirectory({ tag: 'D', vehicles: [truck(1), truck(2)] });
  const placed = [at(1, 100, 100), at(2, 108, 100)];
  applyPositionFrame(frameOf({ number: 1, afterNumber: 0, serverAtMs: t0, placed }), t0);
});

it('finds the nearest vehicle in reach, and none beyond', () => {
  expect(vehicleAtPixel({ x: 103, y: 101 }, view, 14, t0)?.id).toBe('V1');
  expect(vehicleAtPixel({ x: 106, y: 98 }, view, 14, t0)?.id).toBe('V2');
  expect(vehicleAtPixel({ x: 88, y: 91 }, view, 14, t0)).toBeNull();
});

it('finds a vehicle where it is drawn, not where it is going', () => {
  const move = { key: 1, lonStep: 1000, latStep: 0, ageS: 0, speedKph: 30, headingDeg: 90 };
  const frame = frameOf({ number: 2, afterNumber: 1, serverAtMs: t0, moved: [move] });
  applyPositionFrame(frame, t0 + 1000);
  expect(vehicleAtPixel({ x: 150, y: 100 }, view, 5, t0 + 1500)?.id).toBe('V1');
  expect(vehicleAtPixel({ x: 200, y: 100 }, view, 5, t0 + 1500)).toBeNull();
});
