import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { HeldClip } from '@ftz/shared/contract/recording.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { Track } from '@ftz/shared/contract/track.ts';
import { applyAll } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';

/** How long before the first alarm a replay opens: what led to it is seen, too. */
const leadMs = 30_000;

/** `opensAtMs`: where it begins to play. */
export type Span = { fromMs: number; toMs: number; opensAtMs: number };

/** From what cameras saw before to the last entry, or to what they saw since; nothing is of after `nowMs`. */
export function spanOf(
  events: readonly DurableEvent[],
  clips: readonly HeldClip[],
  nowMs: number,
): Span {
  const firstMs = events[0]?.atMs ?? 0;
  const lastMs = Math.max(firstMs, events.at(-1)?.atMs ?? firstMs);
  const opensAtMs = firstMs - leadMs;
  const seenUntilMs = Math.min(nowMs, Math.max(...clips.map(({ untilMs }) => untilMs), 0));
  return {
    fromMs: Math.min(opensAtMs, ...clips.map(({ fromMs }) => fromMs)),
    toMs: Math.max(lastMs, seenUntilMs),
    opensAtMs,
  };
}

/** What of the cameras is held for an incident, as its whole story says. */
export function clipsOf(events: readonly DurableEvent[], incidentId: string): HeldClip[] {
  return applyAll(emptySituation(), events).incidents[incidentId]?.clips ?? [];
}

/** The same fold as everywhere, over what had been written by then: so it is what the desks showed. */
export function situationAt(events: readonly DurableEvent[], atMs: number): Situation {
  return applyAll(
    emptySituation(),
    events.filter((event) => event.atMs <= atMs),
  );
}

/** The moment of the next entry, or of the one before; stays where there is none. */
export function stepFrom(events: readonly DurableEvent[], atMs: number, by: 1 | -1): number {
  if (by === 1) return events.find((event) => event.atMs > atMs)?.atMs ?? atMs;
  return events.findLast((event) => event.atMs < atMs)?.atMs ?? atMs;
}

/** How many points of a track had been by then. */
export function pointsBy(track: Track, atMs: number): number {
  const after = track.atMs.findIndex((each) => each > atMs);
  return after === -1 ? track.atMs.length : after;
}
