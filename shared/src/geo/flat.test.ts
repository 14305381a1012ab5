import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bearingDeg } from './bearing.ts';
import { distanceM } from './distance.ts';
import { offsetM, pointAt, turnDeg } from './flat.ts';
import { cityPoint } from './points.fixture.ts';

const bearing = fc.double({ min: 0, max: 360, noNaN: true });
const away = fc.double({ min: 1, max: 3000, noNaN: true });

it('goes to a point as far and in the direction that was asked, within a metre in a thousand', () => {
  fc.assert(
    fc.property(cityPoint, bearing, away, (from, deg, metres) => {
      const to = pointAt(from, deg, metres);
      expect(Math.abs(distanceM(from, to) - metres)).toBeLessThan(metres * 1e-3);
      expect(turnDeg(bearingDeg(from, to), deg)).toBeLessThan(0.1);
      expect(Math.abs(Math.hypot(...offsetM(from, to)) - metres)).toBeLessThan(metres * 1e-3);
    }),
  );
});

it('turns the short way, whichever way round headings are written', () => {
  expect(turnDeg(350, 10)).toBe(20);
  expect(turnDeg(-10, 10)).toBe(20);
  expect(turnDeg(0, 180)).toBe(180);
  expect(turnDeg(725, 5)).toBe(0);
});
