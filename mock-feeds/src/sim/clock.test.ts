import { expect, it } from 'vitest';
import { createSimClock } from './clock.ts';

it('runs as many times faster as asked, and maps back to the moment it came from', () => {
  const clock = createSimClock({ startSimMs: 5_000, startRealMs: 1_000_000, speed: 20 });
  expect(clock.toSim(1_000_000)).toBe(5_000);
  expect(clock.toSim(1_003_000)).toBe(65_000);
  expect(clock.toReal(65_000)).toBe(1_003_000);
  // A departure before the world began lies in the real past too.
  expect(clock.toReal(5_000 - 40_000)).toBe(998_000);
});
