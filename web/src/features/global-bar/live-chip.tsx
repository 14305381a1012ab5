import { classNames } from '#lib/class-names.ts';
import { useConnectionState } from '#live/connection.ts';
import { useRoundTripMs } from '#live/feed-store.ts';
import { useText } from '#text/text.ts';

/** Whether this page hears the center, and how long a question takes there and back. */
export function LiveChip() {
  const text = useText().shell;
  const state = useConnectionState();
  const roundTripMs = useRoundTripMs();
  const isLive = state === 'live';
  const seconds = roundTripMs === null ? null : Math.max(0.01, roundTripMs / 1000);
  return (
    <span className={classNames('live-chip num', !isLive && 'stale')} data-connection={state}>
      {!isLive && (state === 'outdated' ? text.outdatedShort : text.connecting)}
      {isLive && (seconds === null ? text.live : text.roundTrip(seconds.toFixed(2)))}
    </span>
  );
}
