import type { FeedFreshness } from '@ftz/shared/contract/device.ts';
import { create } from 'zustand';

/** The newest word on every feed, and how long a question to the server takes there and back. */
type Feeds = { feeds: FeedFreshness[]; roundTripMs: number | null };

const store = create<Feeds>(() => ({ feeds: [], roundTripMs: null }));

export function takeFeeds(feeds: FeedFreshness[]): void {
  store.setState({ feeds });
}

export function takeRoundTrip(roundTripMs: number): void {
  store.setState({ roundTripMs });
}

/** The next person on this page has other areas, and may sit at another line. */
export function forgetFeeds(): void {
  store.setState({ feeds: [], roundTripMs: null });
}

export function feedsNow(): Feeds {
  return store.getState();
}

export function useFeeds(): FeedFreshness[] {
  return store((state) => state.feeds);
}

export function useRoundTripMs(): number | null {
  return store((state) => state.roundTripMs);
}
