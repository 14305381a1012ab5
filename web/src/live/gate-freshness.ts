import type { FeedFreshness } from '@ftz/shared/contract/device.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';

/** Lanes speak when something passes: a quarter of an hour without any of it is worth a word. */
export const gateSilentMs = 15 * 60_000;

/** What tells of a gate: what its lanes read, and the feeds of the devices that are registered at it. */
export type GateEvidence = {
  site: Pick<Site, 'gates' | 'equipment'>;
  feeds: readonly FeedFreshness[];
  laneReads: Situation['laneReads'];
};

/**
 * When each gate gave its last evidence, by the server's clock; one of which there is none is not in it.
 * Freshness is told by area and kind of feed: it counts for a gate only where all of that kind live.
 */
export function heardFromGates({ site, feeds, laneReads }: GateEvidence): Map<string, number> {
  const heard = new Map<string, number>();
  const hear = (gateId: string, atMs: number) =>
    heard.set(gateId, Math.max(atMs, heard.get(gateId) ?? 0));
  for (const { passage } of Object.values(laneReads)) hear(passage.gateId, passage.closedAtMs);
  const whole = feeds.filter(({ known, alive }) => known > 0 && alive === known);
  for (const { gateId, area, gateway } of site.equipment) {
    if (gateId === null) continue;
    const feed = whole.find((each) => each.area === area && each.gateway === gateway);
    if (feed?.lastSeenAtMs) hear(gateId, feed.lastSeenAtMs);
  }
  return heard;
}
