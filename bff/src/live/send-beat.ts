import { feedFreshness } from '#domain/feed-freshness.ts';
import { areaBit } from '#domain/vehicle-scope.ts';
import type { EmitTo } from './durable-lane.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';
import { createSeenBy } from './seen-by.ts';
import type { StallNews } from './stall-news.ts';

export type BeatDeps = Pick<LiveDeps, 'world' | 'clock' | 'log'> & {
  stall: Pick<StallNews, 'now'>;
};

/** Tells pages that we live, and which feeds of their areas do; written once for those of equal rights. */
export function createBeat(
  { world, clock, log, stall }: BeatDeps,
  io: EmitTo,
): (pages: LiveSocket[]) => void {
  const feedsSeenBy = createSeenBy('situation.read');
  return (pages) => {
    const feeds = feedFreshness(world());
    const now = {
      serverAtMs: clock.nowMs(),
      headSeq: log.headSeq(),
      ...stall.now(),
    };
    for (const [mask, members] of Map.groupBy(pages, feedsSeenBy)) {
      const mine = feeds.filter(({ area }) => (areaBit(area) & mask) !== 0);
      io.to(members.map(({ id }) => id)).emit('beat', { ...now, feeds: mine });
    }
  };
}
