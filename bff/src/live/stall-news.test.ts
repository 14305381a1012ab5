import { expect, it } from 'vitest';
import { createStallNews } from './stall-news.ts';

/** A house whose disk and clock the test turns. */
function openHouse() {
  const house = { sinceMs: null as number | null, nowMs: 100_000 };
  return Object.assign(
    house,
    createStallNews(
      () => house.sinceMs,
      () => house.nowMs,
    ),
  );
}

it('is known to the first who says so, as long as it lasts', () => {
  const house = openHouse();
  expect(house.know('zhang')).toBe(false);
  house.sinceMs = 99_000;
  expect(house.now()).toEqual({ stalledSinceMs: 99_000, stallKnownTo: null });
  expect([house.know('zhang'), house.know('li')]).toEqual([true, true]);
  expect(house.now()).toEqual({ stalledSinceMs: 99_000, stallKnownTo: 'zhang' });
});

it('is the same trouble where it comes again within a minute, and another one later', () => {
  const house = openHouse();
  const knownAfterMs = (wellMs: number) => {
    house.sinceMs = 1;
    house.know('zhang');
    house.now();
    house.sinceMs = null;
    expect(house.now()).toEqual({ stalledSinceMs: null, stallKnownTo: null });
    house.nowMs += wellMs;
    house.now();
    house.sinceMs = 2;
    return house.now().stallKnownTo;
  };
  expect(knownAfterMs(60_000)).toBe('zhang');
  expect(knownAfterMs(60_001)).toBeNull();
});
