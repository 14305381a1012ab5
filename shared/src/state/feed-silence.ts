import type { FeedFreshness, GatewayName } from '#contract/device.ts';

/** Many moving vehicles speak every second; five seconds without any of them is an outage. */
const busyFleet = 20;
const silentAfterMs: Partial<Record<GatewayName, number>> = {
  jt808: 60_000,
  'perimeter-dc09': 65_000,
};

/** A feed of which no word is known is unknown, not silent, until it had the time to speak. */
export function isFeedSilent(feed: FeedFreshness, nowMs: number): boolean {
  if (feed.known === 0) return false;
  if (feed.lastSeenAtMs === null) return feed.unheard;
  if (feed.alive === 0) return true;
  const limit =
    feed.gateway === 'jt808' && feed.alive >= busyFleet ? 5000 : silentAfterMs[feed.gateway];
  return limit !== undefined && nowMs - feed.lastSeenAtMs > limit;
}
