import { expect, it } from 'vitest';
import { createHeardClock } from './heard-clock.ts';

it('goes by the message that was least late', () => {
  const { hear } = createHeardClock();
  // The server is 10,000 ahead; messages take 40, 5, 300 and 90 ms.
  const offsets = [40, 5, 300, 90].map((lateMs, i) => hear(10_000 + i * 1_000, i * 1_000 + lateMs));
  expect(offsets).toEqual([9_960, 9_995, 9_995, 9_995]);
});

it('forgets what it heard a minute ago: clocks drift apart', () => {
  const { hear } = createHeardClock();
  hear(10_000, 0);
  expect(hear(70_990, 61_000)).toBe(9_990);
});

it('takes a clock that was set forward at once, and one that was set back when it is said again', () => {
  const { hear } = createHeardClock();
  hear(10_000, 0);
  expect(hear(3_611_000, 1_000)).toBe(3_610_000);
  expect(hear(12_000, 2_000)).toBe(3_610_000);
  hear(13_000, 3_000);
  expect(hear(14_000, 4_000)).toBe(10_000);
});

it('does not believe one message that was held up for seconds', () => {
  const { hear } = createHeardClock();
  hear(10_000, 0);
  expect(hear(11_000, 6_000)).toBe(10_000);
  expect(hear(17_000, 7_010)).toBe(10_000);
});
