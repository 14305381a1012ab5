import type { FeedFreshness } from '@ftz/shared/contract/device.ts';
import { expect, it } from 'vitest';
import { feedsHeard, freshnessOfArea } from './area-freshness.ts';

const feed = (part: Partial<FeedFreshness>): FeedFreshness => ({
  area: 'YSP',
  gateway: 'jt808',
  alive: 75,
  known: 75,
  lastSeenAtMs: 100_000,
  unheard: false,
  ...part,
});

it('is as fresh as the newest word of any feed', () => {
  const feeds = [feed({}), feed({ gateway: 'eseal-mqtt', lastSeenAtMs: 90_000 })];
  expect(freshnessOfArea('YSP', feeds, 101_000)).toEqual({
    area: 'YSP',
    lastSeenAtMs: 100_000,
    silent: [],
  });
});

it('calls a busy fleet silent after five seconds, long before its devices are lost', () => {
  expect(freshnessOfArea('YSP', [feed({})], 105_001).silent).toEqual([
    { gateway: 'jt808', sinceMs: 100_000 },
  ]);
});

it('keeps one area out of the trouble of another', () => {
  const feeds = [feed({ alive: 0 }), feed({ area: 'PVG' })];
  expect(freshnessOfArea('PVG', feeds, 101_000).silent).toEqual([]);
  expect(freshnessOfArea('YSP', feeds, 101_000).silent).toHaveLength(1);
});

it('does not call a gate silent because no truck passes', () => {
  const gates = feed({ gateway: 'checkpoint-http', alive: 4, known: 4, lastSeenAtMs: 1 });
  expect(freshnessOfArea('YSP', [gates], 9_000_000).silent).toEqual([]);
});

it('knows nothing of an area that has never spoken', () => {
  const never = feed({ alive: 0, lastSeenAtMs: null });
  expect(freshnessOfArea('YSP', [never], 1)).toEqual({
    area: 'YSP',
    lastSeenAtMs: null,
    silent: [],
  });
});

it('says of a feed that has not spoken since the start that nobody knows since when', () => {
  const unheard = feed({ gateway: 'perimeter-dc09', alive: 0, lastSeenAtMs: null, unheard: true });
  const silent = feed({ gateway: 'eseal-mqtt', alive: 0, lastSeenAtMs: 1 });
  expect(freshnessOfArea('YSP', [feed({}), silent, unheard], 101_000)).toEqual({
    area: 'YSP',
    lastSeenAtMs: 100_000,
    silent: [
      { gateway: 'perimeter-dc09', sinceMs: null },
      { gateway: 'eseal-mqtt', sinceMs: 1 },
    ],
  });
});

it('counts the feeds that are heard, of those that are to be heard in these areas', () => {
  const feeds = [
    feed({}),
    feed({ gateway: 'eseal-mqtt', alive: 0 }),
    feed({ gateway: 'perimeter-dc09', lastSeenAtMs: null }),
    feed({ gateway: 'checkpoint-http', known: 0 }),
    feed({ area: 'PVG' }),
  ];
  expect(feedsHeard(['YSP'], feeds, 101_000)).toEqual({ heard: 1, of: 3 });
  expect(feedsHeard(['YSP', 'PVG'], feeds, 101_000)).toEqual({ heard: 2, of: 4 });
});
