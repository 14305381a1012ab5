import type { FeedFreshness, GatewayName } from '#contract/device.ts';

/** Many moving vehicles speak every second; five seconds without any of them is an outage. */
const busyFleet = 20;
const silentAfterMs: Partial<Record<GatewayName, number>> = {
  jt808: 60_000,
  'perimeter-dc09': 65_000,
};

/** A feed that has never spoken is unknown, not silent: at a start nothing has broken yet. */
export function isFeedSilent(feed: FeedFreshness, nowMs: number): boolean {
  if (feed.known === 0 || feed.lastSeenAtMs === null) return false;
  if (feed.alive === 0) return true;
  const limit =
    feed.gateway === 'jt808' && feed.alive >= busyFleet ? 5000 : silentAfterMs[feed.gateway];
  return limit !== undefined && nowMs - feed.lastSeenAtMs > limit;
}
