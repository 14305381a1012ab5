import type { Span } from '@ftz/shared/contract/recording.ts';
import { useEffect, useMemo } from 'react';
import { type Player, usePlayer } from '#desk/use-player.ts';
import { serverNow } from '#live/server-clock.ts';

/** What was seen just now is not written yet. */
const behindMs = 10_000;
/** Whoever catches up with the present goes on this far behind it. */
const backMs = 2_000;

/** Replayed time that may reach the present: there it goes on at the pace of the world. */
export function usePlayerToPresent({ fromMs, untilMs }: Span, opensAtMs: number): Player {
  const bounds = useMemo(
    () => ({
      fromMs,
      get toMs() {
        return Math.max(fromMs, Math.min(untilMs, serverNow() - behindMs));
      },
    }),
    [fromMs, untilMs],
  );
  const player = usePlayer(bounds, opensAtMs);
  const { atMs, seek, setSpeed } = player;
  useEffect(() => {
    const { toMs } = bounds;
    if (atMs < toMs || toMs === untilMs) return;
    setSpeed(1);
    seek(toMs - backMs);
  }, [atMs, bounds, untilMs, seek, setSpeed]);
  return player;
}
