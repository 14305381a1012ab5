import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exampleSigner } from './disposition.fixture.ts';
import { drawSecond } from './draw-second.ts';

const people = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .map((ids) => ids.map(exampleSigner));
const seed = fc.integer({ min: 0, max: 0xffffffff });

it('draws one of them, and the same one however they were told', () => {
  const shuffled = people.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, seed, ([list, other], thrown) => {
      const drawn = drawSecond(list, thrown);
      expect(list).toContainEqual(drawn);
      expect(drawSecond(other, thrown)).toEqual(drawn);
    }),
  );
});

it('draws as its sentence says, and nobody from nobody', () => {
  const three = ['b', 'c', 'a'].map(exampleSigner);
  const third = 2 ** 32 / 3;
  const drawnBy = [0, third - 1, third + 1, 2 * third + 1, 2 ** 32 - 1];
  expect(drawnBy.map((thrown) => drawSecond(three, Math.floor(thrown))?.personId)).toEqual([
    'a',
    'a',
    'b',
    'c',
    'c',
  ]);
  expect(drawSecond([], 5)).toBeNull();
});
