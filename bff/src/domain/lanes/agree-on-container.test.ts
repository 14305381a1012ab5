import { expect, it } from 'vitest';
import { agreeOnContainer } from './agree-on-container.ts';
import { compareWeight } from './compare-weight.ts';

const standingOf = (...said: [source: string, containerNo: string][]) =>
  agreeOnContainer(said.map(([source, containerNo]) => ({ source, containerNo }))).map(
    ({ containerNo, standing }) => [containerNo, standing],
  );

it('takes a number for read when two sources say it', () => {
  expect(standingOf(['front', 'CSQU 305438 3'], ['papers', 'CSQU3054383'])).toEqual([
    ['CSQU3054383', 'read'],
  ]);
});

it('takes one source twice, or a failing check digit, for evidence', () => {
  expect(standingOf(['front', 'CSQU3054383'], ['front', 'CSQU3054383'])).toEqual([
    ['CSQU3054383', 'evidence'],
  ]);
  expect(standingOf(['front', 'CSQU3054384'], ['rear', 'CSQU3054384'])).toEqual([
    ['CSQU3054384', 'evidence'],
  ]);
});

it('lets swapped digits that pass the check stand beside each other', () => {
  expect(standingOf(['front', 'CMAU1639120'], ['papers', 'CMAU1693120'])).toEqual([
    ['CMAU1639120', 'evidence'],
    ['CMAU1693120', 'evidence'],
  ]);
});

it('allows a weight the larger of both tolerances, and nothing is a tolerance unless it was set', () => {
  const tolerance = { absoluteKg: 300, percent: 2 };
  expect(compareWeight(10_290, 10_000, tolerance).verdict).toBe('within');
  expect(compareWeight(39_300, 40_000, tolerance).verdict).toBe('within');
  expect(compareWeight(38_500, 40_000, tolerance).verdict).toBe('beyond');
  expect(compareWeight(30_000, 40_000, tolerance)).toMatchObject({
    verdict: 'far-beyond',
    differenceKg: -10_000,
    toleranceKg: 800,
  });
  expect(compareWeight(1, 40_000, null)).toEqual({ verdict: 'unset' });
});
