import { expect, it } from 'vitest';
import { createRebuildTurns } from './rebuild-turns.ts';

it('lets one tile after another build a new player, a while apart', () => {
  const mayRebuild = createRebuildTurns();
  const allowed = Array.from({ length: 41 }, (_, i) => i * 100).filter(mayRebuild);
  expect(allowed).toEqual([0, 1_500, 3_000]);
});

it('does not wait for a clock that was set back', () => {
  const mayRebuild = createRebuildTurns();
  expect([mayRebuild(50_000), mayRebuild(10_000)]).toEqual([true, true]);
});
