import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Box } from '#features/map/paint/pixels.ts';
import { createPinShadows, shadowsOf } from './pin-shadows.ts';

const asDegrees = ({ x, y }: { x: number; y: number }): [number, number] => [x, y];
const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const squaresOf = (of: Box): Box[] =>
  shadowsOf([of], asDegrees).features.map(({ geometry, properties }) => {
    const [x, y] = geometry.coordinates as [number, number];
    const px = Number(properties.px);
    return box(x - px / 2, y - px / 2, px, px);
  });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('covers a box to its edges, and nothing beside it', () => {
  for (const of of [
    box(10, 20, 130, 40),
    box(5, 5, 30, 95),
    box(0, 0, 24, 24),
    box(3, 4, 41, 40),
  ]) {
    const squares = squaresOf(of);
    expect(Math.min(...squares.map(({ left }) => left))).toBeCloseTo(of.left, 6);
    expect(Math.max(...squares.map(({ right }) => right))).toBeCloseTo(of.right, 6);
    expect(Math.min(...squares.map(({ top }) => top))).toBeCloseTo(of.top, 6);
    expect(Math.max(...squares.map(({ bottom }) => bottom))).toBeCloseTo(of.bottom, 6);
    for (const [i, { right, bottom }] of squares.slice(0, -1).entries()) {
      const next = squares[i + 1] as Box;
      expect(next.left <= right + 1e-6 && next.top <= bottom + 1e-6).toBe(true);
    }
  }
  expect(squaresOf(box(0, 0, 0, 20))).toEqual([]);
});

it('is told when something has moved by more than a hair, and not with every frame', () => {
  const put = vi.fn();
  const shadows = createPinShadows(put, asDegrees);
  for (let frame = 0; frame < 60; frame++) shadows.arranged([box(frame, 0, 100, 30)]);
  vi.advanceTimersByTime(1_500);
  expect(put).toHaveBeenCalledTimes(1);
  shadows.arranged([box(60, 1, 100, 30)]);
  vi.advanceTimersByTime(1_500);
  expect(put).toHaveBeenCalledTimes(1);
  shadows.arranged([]);
  vi.advanceTimersByTime(1_500);
  expect(put).toHaveBeenLastCalledWith({ type: 'FeatureCollection', features: [] });
  shadows.arranged([box(0, 0, 50, 50)]);
  shadows.stop();
  vi.advanceTimersByTime(9_000);
  expect(put).toHaveBeenCalledTimes(2);
});
