import { missedBetween } from '@ftz/shared/state/missed.ts';
import { forgetAway, historyWasRestored, returnedFromAway } from './away-notice.ts';
import { awaySince, connectionHappened, connectionNow } from './connection.ts';
import { durableStore } from './durable-store.ts';
import { serverTimeOf } from './server-clock.ts';
import { steadyNow } from './steady-clock.ts';

/** How things stood when this page last was live; folds replace the situation and never change it. */
let lastLive: ReturnType<typeof durableStore.getState> | null = null;

/** A word of the center, on a page that has all that the center knew. Ends a time away, if it was one. */
export function heard(): void {
  const heardAtMs = steadyNow();
  const awaySinceMs = awaySince(connectionNow(), heardAtMs);
  connectionHappened('heard');
  const now = durableStore.getState();
  const untilMs = serverTimeOf(heardAtMs);
  if (lastLive !== null && lastLive.epoch !== null && lastLive.epoch !== now.epoch) {
    // However short it was away: what it showed before may never have happened now.
    historyWasRestored(now.situation, untilMs);
  } else if (awaySinceMs !== null && lastLive !== null && lastLive.epoch !== null) {
    const missed = missedBetween(lastLive.situation, now.situation);
    returnedFromAway({ fromMs: serverTimeOf(awaySinceMs), untilMs, missed });
  }
  lastLive = now;
}

export function forgetHeard(): void {
  lastLive = null;
  forgetAway();
}
