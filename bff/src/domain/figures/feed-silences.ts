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

/** What of it is kept over a restart. */
export type KeptSilences = { fromMs: number; spans: readonly FeedSilence[] };

/** What spoke until the house went down is given this long to speak again. */
const settlingMs = 60_000;

/**
 * When whole feeds were silent, as the running house saw it and the one before: no entry of the log tells
 * it, because no single device is lost by it. `fromMs`: since when it looks; what was before that it does
 * not know.
 */
export class FeedSilences {
  readonly fromMs: number;
  readonly #startedAtMs: number;
  #spans: FeedSilence[];

  constructor(startedAtMs: number, before: KeptSilences | null = null) {
    this.#startedAtMs = startedAtMs;
    this.fromMs = Math.max(before?.fromMs ?? startedAtMs, startedAtMs - keptMs);
    this.#spans = (before?.spans ?? []).map((span) => ({ ...span }));
  }

  /** A silence counts from the last word, not from when it was noticed; where none is known, from our start. */
  look(feeds: readonly FeedFreshness[], nowMs: number): void {
    for (const feed of feeds) {
      const { area, gateway, known, lastSeenAtMs } = feed;
      const running = this.#spans.find(
        (span) => span.area === area && span.gateway === gateway && span.untilMs === null,
      );
      const isSilent = isFeedSilent(feed, nowMs);
      if (isSilent && !running && nowMs - this.#startedAtMs >= settlingMs) {
        const fromMs = lastSeenAtMs ?? this.#startedAtMs;
        this.#spans.push({ area, gateway, fromMs, untilMs: null });
      }
      const isOver = !isSilent && (known === 0 || lastSeenAtMs !== null);
      if (isOver && running) running.untilMs = nowMs;
    }
    this.#spans = this.#spans.filter(({ untilMs }) => (untilMs ?? nowMs) >= nowMs - keptMs);
  }

  get spans(): readonly FeedSilence[] {
    return this.#spans;
  }
}
