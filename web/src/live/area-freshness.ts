import type { FeedFreshness, GatewayName } from '@ftz/shared/contract/device.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { isFeedSilent } from '@ftz/shared/state/feed-silence.ts';

/** How many of the feeds of these areas are heard; one that never spoke is not. */
export function feedsHeard(
  areas: readonly AreaId[],
  feeds: readonly FeedFreshness[],
  nowMs: number,
): { heard: number; of: number } {
  const own = feeds.filter(({ area, known }) => known > 0 && areas.includes(area));
  const heard = own.filter((feed) => feed.lastSeenAtMs !== null && !isFeedSilent(feed, nowMs));
  return { heard: heard.length, of: own.length };
}

export type SilentFeed = { gateway: GatewayName; sinceMs: number | null };

/**
 * What one area's chip says. `lastSeenAtMs` is its freshest word from any device, null when none ever
 * came; `silent` lists the feeds that have stopped, longest silence first.
 */
export type AreaFreshness = {
  area: AreaId;
  lastSeenAtMs: number | null;
  silent: SilentFeed[];
};

export function freshnessOfArea(
  area: AreaId,
  feeds: readonly FeedFreshness[],
  nowMs: number,
): AreaFreshness {
  const own = feeds.filter((feed) => feed.area === area && feed.known > 0);
  const seen = own.map((feed) => feed.lastSeenAtMs).filter((atMs) => atMs !== null);
  return {
    area,
    lastSeenAtMs: seen.length > 0 ? Math.max(...seen) : null,
    silent: own
      .filter((feed) => isFeedSilent(feed, nowMs))
      .map(({ gateway, lastSeenAtMs }) => ({ gateway, sinceMs: lastSeenAtMs }))
      .sort((a, b) => (a.sinceMs ?? 0) - (b.sinceMs ?? 0)),
  };
}
