import { expect, it } from 'vitest';
import { ChunkList } from './chunk-list.ts';

const chunkAt = (startsAtMs: number) => ({ base: String(startsAtMs), startsAtMs });
const startsOf = (list: ChunkList) => list.all.map(({ startsAtMs }) => startsAtMs);

it('stands in the order of time, in whatever order a folder names its files', () => {
  const list = new ChunkList();
  list.addAll([5, 1, 4, 2].map(chunkAt));
  list.addAll([9, 3].map(chunkAt));
  list.add(chunkAt(8));
  expect(startsOf(list)).toEqual([1, 2, 3, 4, 5, 8, 9]);
  const [, second] = list.all;
  if (second) list.remove(second);
  list.remove(chunkAt(3));
  expect(startsOf(list)).toEqual([1, 3, 4, 5, 8, 9]);
  expect([list.oldest?.startsAtMs, list.newest?.startsAtMs]).toEqual([1, 9]);
});
