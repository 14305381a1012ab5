import { expect, it } from 'vitest';
import type { CameraFetch } from '#domain/camera-source.ts';
import { createSharedFetch } from './shared-fetch.ts';

const media = (length: number): CameraFetch => ({
  ok: true,
  bytes: new Uint8Array(length),
  mediaType: 'video/mp4',
});

function counted(answer: () => CameraFetch) {
  const loads: string[] = [];
  const load = (key: string) => async () => {
    loads.push(key);
    return answer();
  };
  return { loads, load };
}

it('makes one fetch for twenty viewers at once, and none while the answer is fresh', async () => {
  let nowMs = 0;
  const shared = createSharedFetch(1000, () => nowMs);
  const { loads, load } = counted(() => media(10));
  await Promise.all(Array.from({ length: 20 }, () => shared('a', 500, load('a'))));
  nowMs = 499;
  await shared('a', 500, load('a'));
  expect(loads).toEqual(['a']);
  nowMs = 500;
  await shared('a', 500, load('a'));
  expect(loads).toEqual(['a', 'a']);
});

it('keeps no more bytes than it may, and forgets the longest unused first', async () => {
  const shared = createSharedFetch(100, () => 0);
  const { loads, load } = counted(() => media(40));
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await shared(key, 1000, load(key));
  expect(loads).toEqual(['a', 'b', 'c', 'b']);
});

it('keeps nothing that is larger than everything it may keep', async () => {
  const shared = createSharedFetch(100, () => 0);
  const { loads, load } = counted(() => media(101));
  await shared('a', 1000, load('a'));
  await shared('a', 1000, load('a'));
  expect(loads).toEqual(['a', 'a']);
});

it('shares a failure but does not remember it', async () => {
  const shared = createSharedFetch(100, () => 0);
  const { loads, load } = counted(() => ({ ok: false, reason: 'unreachable' }));
  const both = await Promise.all([shared('a', 1000, load('a')), shared('a', 1000, load('a'))]);
  expect(both[0]).toEqual(both[1]);
  await shared('a', 1000, load('a'));
  expect(loads).toEqual(['a', 'a']);
});
