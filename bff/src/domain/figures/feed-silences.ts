import type { FeedFreshness, GatewayName } from '@ftz/shared/contract/device.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { isFeedSilent } from '@ftz/shared/state/feed-silence.ts';

/** All devices of one kind in one area were not heard. */
export type FeedSilence = {
  area: AreaId;
  gateway: GatewayName;
  fromMs: number;
  untilMs: number | null;
};

/** No shorter than a day, so that a day is whole at its end. */
const keptMs = 25 * 3_600_000;

/**
 * When whole feeds were silent, as the running house saw it: no entry of the log tells it, because no
 * single device is lost by it. `fromMs`: since when it looks; what was before that it does not know.
 */
export class FeedSilences {
  readonly fromMs: number;
  #spans: FeedSilence[] = [];

  constructor(fromMs: number) {
    this.fromMs = fromMs;
  }

  /** A silence counts from the last word, not from when it was noticed. */
  look(feeds: readonly FeedFreshness[], nowMs: number): void {
    for (const feed of feeds) {
      const { area, gateway, lastSeenAtMs } = feed;
      const running = this.#spans.find(
        (span) => span.area === area && span.gateway === gateway && span.untilMs === null,
      );
      const isSilent = isFeedSilent(feed, nowMs);
      if (isSilent && !running) {
        this.#spans.push({ area, gateway, fromMs: lastSeenAtMs ?? nowMs, untilMs: null });
      }
      if (!isSilent && running) running.untilMs = nowMs;
    }
    this.#spans = this.#spans.filter(({ untilMs }) => (untilMs ?? nowMs) >= nowMs - keptMs);
  }

  get spans(): readonly FeedSilence[] {
    return this.#spans;
  }
}
