import type { FeedFreshness, GatewayName } from '@ftz/shared/contract/device.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';

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

/** Many moving vehicles speak every second; five seconds without any of them is an outage. */
const busyFleet = 20;
const silentAfterMs: Partial<Record<GatewayName, number>> = {
  jt808: 60_000,
  'perimeter-dc09': 65_000,
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
      .filter((feed) => isSilent(feed, nowMs))
      .map(({ gateway, lastSeenAtMs }) => ({ gateway, sinceMs: lastSeenAtMs }))
      .sort((a, b) => (a.sinceMs ?? 0) - (b.sinceMs ?? 0)),
  };
}

/** A feed that has never spoken is unknown, not silent: at a start nothing has broken yet. */
function isSilent(feed: FeedFreshness, nowMs: number): boolean {
  if (feed.lastSeenAtMs === null) return false;
  if (feed.alive === 0) return true;
  const limit =
    feed.gateway === 'jt808' && feed.alive >= busyFleet ? 5000 : silentAfterMs[feed.gateway];
  return limit !== undefined && nowMs - feed.lastSeenAtMs > limit;
}
