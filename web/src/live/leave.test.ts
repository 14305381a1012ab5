import { afterEach, expect, it, vi } from 'vitest';
import { feedsNow, takeFeeds, takeRoundTrip } from './feed-store.ts';
import { measureRoundTrips } from './round-trip.ts';
import { leave } from './socket.ts';

afterEach(() => vi.unstubAllGlobals());

it('leaves no feed and no round trip to the next person', () => {
  takeFeeds([
    { area: 'WGQ', gateway: 'jt808', alive: 1, known: 1, lastSeenAtMs: 1, unheard: false },
  ]);
  takeRoundTrip(40);
  leave();
  expect(feedsNow()).toEqual({ feeds: [], roundTripMs: null });
});

it('takes no round trip that ends after somebody has left', async () => {
  const asked: ((answer: Response) => void)[] = [];
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => asked.push(resolve)));
  const stop = measureRoundTrips();
  stop();
  asked[0]?.(new Response());
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect(feedsNow().roundTripMs).toBeNull();
});
