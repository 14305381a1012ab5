import { expect, it } from 'vitest';
import { exampleBridgeWorld } from '#domain/rule-examples/lane-examples.ts';
import { compareWeight } from './compare-weight.ts';
import { readTolerance, toleranceOfLane, toleranceText } from './weight-tolerance.ts';

it('is read as it is shown', () => {
  const tolerance = { absoluteKg: 300, percent: 2.5 };
  expect(readTolerance(toleranceText(tolerance))).toEqual(tolerance);
});

it.each(['', '300', '2%', '300kg', '300kg/2', '-1kg/2%', 'NaNkg/2%'])('refuses "%s"', (text) =>
  expect(readTolerance(text)).toBeNull(),
);

const usual = { absoluteKg: 300, percent: 2 };

it.each([
  [10_300, 10_000, 'within'],
  [9_699, 10_000, 'beyond'],
  [30_600, 30_000, 'within'],
  [30_601, 30_000, 'beyond'],
])('%i kg against %i kg is %s: the greater of both, the limit included', (kg, declaredKg, said) => {
  expect(compareWeight(kg, declaredKg, usual).verdict).toBe(said);
});

it("asks a lane's own bridge first, then the house", () => {
  const house = { absoluteKg: 100, percent: 0 };
  const lane = (own: typeof usual | null) => ({
    ...exampleBridgeWorld(own),
    weightTolerance: house,
  });
  expect(toleranceOfLane('WGQ-G1-L1', lane(usual))).toEqual(usual);
  expect(toleranceOfLane('WGQ-G1-L1', lane(null))).toEqual(house);
  expect(toleranceOfLane('WGQ-G1-L2', lane(usual))).toEqual(house);
  expect(toleranceOfLane('WGQ-G1-L2', { ...lane(usual), weightTolerance: null })).toBeNull();
});
