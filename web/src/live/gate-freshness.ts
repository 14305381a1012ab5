import type { FeedFreshness } from '@ftz/shared/contract/device.ts';
import type { Site } from '@ftz/shared/contract/site.ts';

/** Lanes speak when something passes: a quarter of an hour without any of it is worth a word. */
export const gateSilentMs = 15 * 60_000;

/**
 * When any feed that serves this gate was heard last, by the server's clock; null where none ever was.
 * Freshness is told by area and kind of feed: of two gates of one kind in an area neither can be told apart.
 */
export function heardFromGate(
  gateId: string,
  { gates, equipment }: Pick<Site, 'gates' | 'equipment'>,
  feeds: readonly FeedFreshness[],
): number | null {
  const area = gates.find(({ id }) => id === gateId)?.area;
  const doors = new Set(
    equipment.filter((device) => device.gateId === gateId).map(({ gateway }) => gateway),
  );
  const heard = feeds
    .filter((feed) => feed.area === area && doors.has(feed.gateway))
    .flatMap(({ lastSeenAtMs }) => lastSeenAtMs ?? []);
  return heard.length > 0 ? Math.max(...heard) : null;
}
