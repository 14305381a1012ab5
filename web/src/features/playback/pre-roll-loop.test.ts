import { expect, it } from 'vitest';
import { loopOf } from './pre-roll-loop.ts';

/** Two-second pieces from 100 s on the wall, at 0 s of the media. */
const pieces = (count: number, fromMs = 100_000) =>
  Array.from({ length: count }, (_, i) => ({
    start: i * 2,
    duration: 2,
    programDateTime: fromMs + i * 2000,
  }));
const span = { fromMs: 101_000, untilMs: 107_500 };

it('plays from the first moment of the span to its last, although pieces are longer', () => {
  const loop = loopOf(pieces(5), span);
  expect(loop?.startS).toBeCloseTo(1, 2);
  expect(loop?.endS).toBeCloseTo(7.5, 2);
  expect(loop?.isWhole).toBe(true);
});

it('ends with what is kept while the rest is still being recorded', () => {
  expect(loopOf(pieces(2), span)).toMatchObject({ endS: 4, isWhole: false });
});

it('begins with what is kept where the camera came later', () => {
  const loop = loopOf(pieces(3, 104_000), span);
  expect(loop).toMatchObject({ startS: 0, isWhole: true });
  expect(loop?.endS).toBeCloseTo(3.5, 2);
});

it('knows nothing before the first piece is known', () => {
  expect(loopOf([], span)).toBeNull();
});
