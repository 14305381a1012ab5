import { missedBetween } from '@ftz/shared/state/missed.ts';
import { forgetAway, returnedFromAway } from './away-notice.ts';
import { awaySince, connectionHappened, connectionNow } from './connection.ts';
import { durableStore } from './durable-store.ts';
import { serverTimeOf } from './server-clock.ts';

/** How things stood when this page last was live; folds replace the situation and never change it. */
let lastLive: ReturnType<typeof durableStore.getState> | null = null;

/** A word of the center, on a page that has all that the center knew. Ends a time away, if it was one. */
export function heard(nowMs: number): void {
  const awaySinceMs = awaySince(connectionNow(), nowMs);
  connectionHappened({ type: 'heard', atMs: nowMs });
  const now = durableStore.getState();
  if (awaySinceMs !== null && lastLive?.epoch != null) {
    const isSameHistory = lastLive.epoch === now.epoch;
    returnedFromAway({
      fromMs: serverTimeOf(awaySinceMs),
      untilMs: serverTimeOf(nowMs),
      missed: isSameHistory ? missedBetween(lastLive.situation, now.situation) : null,
    });
  }
  lastLive = now;
}

export function forgetHeard(): void {
  lastLive = null;
  forgetAway();
}
