/** Why a wall's page starts itself anew. */
export type ReloadReason = 'unanswered' | 'hung' | 'heap' | 'slow' | 'version' | 'nightly';

/** What a wall's page says of itself once a second. */
export type WallPulse = {
  /** Nobody sees a hidden page, and browsers draw none. */
  visible: boolean;
  fps: number;
  heapBytes: number | null;
  /** Since the center last said that it heard this screen. */
  unansweredMs: number;
  /** The center has other pages than this one. */
  newVersion: boolean;
  /** A critical alarm waits to be acknowledged: nobody takes the picture away now. */
  critical: boolean;
  /** Nothing was raised for a minute, and nothing was thrown here. */
  calm: boolean;
};

export const wallWatchLimits = {
  /** Three beats of ten seconds, and what the answer may take. */
  unansweredMs: 33_000,
  hungMs: 30_000,
  heapBytes: 500_000_000,
  fps: 5,
  slowMs: 30_000,
};
const minuteMs = 60_000;
/** What a fresh page did not heal, another one a moment later does not: no page is younger when it goes. */
const youngestMs: Record<ReloadReason, number> = {
  unanswered: minuteMs,
  hung: minuteMs,
  version: minuteMs,
  heap: 10 * minuteMs,
  slow: 10 * minuteMs,
  nightly: 60 * minuteMs,
};

/**
 * Judges a wall's page from beside it. Times are of one steady clock; `nightlyAtMs`: when, by that
 * clock, the page is to be made anew in any case.
 */
export type WallWatch = {
  pulse: (pulse: WallPulse, nowMs: number) => void;
  /** Why the page is to be loaded again now; null: it is well. */
  look: (nowMs: number) => ReloadReason | null;
};

export function createWallWatch(startedAtMs: number, nightlyAtMs: number): WallWatch {
  let last: WallPulse | null = null;
  let pulsedAtMs = startedAtMs;
  let slowSinceMs: number | null = null;

  const { unansweredMs, hungMs, heapBytes, slowMs } = wallWatchLimits;
  /** The gravest first. */
  const holds: Record<ReloadReason, (pulse: WallPulse, nowMs: number) => boolean> = {
    hung: (_, nowMs) => nowMs - pulsedAtMs >= hungMs,
    unanswered: (pulse) => pulse.unansweredMs >= unansweredMs,
    heap: (pulse) => (pulse.heapBytes ?? 0) > heapBytes,
    slow: (_, nowMs) => slowSinceMs !== null && nowMs - slowSinceMs >= slowMs,
    version: ({ newVersion, calm, critical }) => newVersion && calm && !critical,
    nightly: ({ critical }, nowMs) => nowMs >= nightlyAtMs && !critical,
  };
  const reasons = Object.keys(holds) as ReloadReason[];

  return {
    pulse: (pulse, nowMs) => {
      last = pulse;
      pulsedAtMs = nowMs;
      const isSlow = pulse.visible && pulse.fps < wallWatchLimits.fps;
      slowSinceMs = isSlow ? (slowSinceMs ?? nowMs) : null;
    },
    look: (nowMs) => {
      const pulse = last;
      if (pulse === null) return null;
      const isOld = (reason: ReloadReason) => nowMs - startedAtMs >= youngestMs[reason];
      return reasons.find((reason) => isOld(reason) && holds[reason](pulse, nowMs)) ?? null;
    },
  };
}

const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const zoneOffsetMs = 8 * hourMs;
const jitterMs = 15 * minuteMs;

/**
 * How long until a wall is made anew by night: 04:00 of the zone (UTC+8, no summer time), not all walls
 * at once, and not within an hour. `dice` is in [0, 1).
 */
export function nightlyInMs(serverNowMs: number, dice: number): number {
  const sinceFourMs = (serverNowMs + zoneOffsetMs - 4 * hourMs) % dayMs;
  const inMs = dayMs - sinceFourMs + (2 * dice - 1) * jitterMs;
  return inMs < hourMs ? inMs + dayMs : inMs;
}
