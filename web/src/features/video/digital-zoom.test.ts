import { expect, it } from 'vitest';
import { drag, middle, transformOf, whole, zoomBy } from './digital-zoom.ts';

it('keeps what is under the pointer where it is', () => {
  const at = { x: 0.25, y: 0.5 };
  const { scale, x, y } = zoomBy(zoomBy(whole, 2, at), 1.5, at);
  expect(scale).toBe(3);
  expect(x + at.x / scale).toBeCloseTo(0.25);
  expect(y + at.y / scale).toBeCloseTo(0.5);
});

it('stays between once and eight times, and ends where it began', () => {
  expect(zoomBy(whole, 100, middle).scale).toBe(8);
  expect(zoomBy(zoomBy(whole, 5, { x: 1, y: 0 }), 0.01, middle)).toEqual(whole);
});

it('never shows anything beside the picture', () => {
  const near = zoomBy(whole, 4, middle);
  expect(drag(near, { x: 10, y: -10 })).toEqual({ scale: 4, x: 0, y: 0.75 });
  expect(drag(whole, { x: 0.3, y: 0.3 })).toEqual(whole);
});

it('follows the hand by the same way on the screen', () => {
  const near = zoomBy(whole, 4, middle);
  expect(drag(near, { x: 0.2, y: 0 }).x).toBeCloseTo(near.x - 0.05);
});

it('asks the browser for nothing while the whole picture is shown', () => {
  expect(transformOf(whole)).toBeUndefined();
  expect(transformOf({ scale: 2, x: 0.25, y: 0.5 })).toBe('scale(2) translate(-25%, -50%)');
});
