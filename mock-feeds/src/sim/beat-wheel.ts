/** A period that everyone shares, each with a moment of its own in it. */
export type BeatWheel = {
  /** Whose moment has come since the last call, each once, however long ago that was. */
  due: (nowMs: number) => number[];
};

/** A fleet of at most this many shows itself whole at the first call; a larger one within a period. */
const mostAtOnce = 1_000;

/** Spreads moments evenly over a period: neighbours of the fleet are far apart in time. */
function phaseMs(n: number, periodMs: number): number {
  return Math.floor(((n * 0.618_033_988_75) % 1) * periodMs);
}

/** Costs what is due, not what exists: those whose moment has not come are not looked at. */
export function createBeatWheel(numbers: readonly number[], periodMs: number): BeatWheel {
  const inTurn = numbers
    .map((n) => ({ n, phaseMs: phaseMs(n, periodMs) }))
    .sort((a, b) => a.phaseMs - b.phaseMs);
  let lastMs = Number.NaN;
  let next = 0;

  const aim = (nowMs: number) => {
    next = Math.max(
      0,
      inTurn.findIndex((beat) => beat.phaseMs > nowMs % periodMs),
    );
  };
  /** How long after a moment the next one in turn comes; one at that very moment was its own. */
  const waitMs = (beat: { phaseMs: number }, sinceMs: number) => {
    const left = (beat.phaseMs - (sinceMs % periodMs) + periodMs) % periodMs;
    return left === 0 ? periodMs : left;
  };
  const between = (sinceMs: number, nowMs: number): number[] => {
    const due: number[] = [];
    while (due.length < inTurn.length) {
      const beat = inTurn[next];
      if (beat === undefined || waitMs(beat, sinceMs) > nowMs - sinceMs) break;
      due.push(beat.n);
      next = (next + 1) % inTurn.length;
    }
    return due;
  };
  return {
    due: (nowMs) => {
      const sinceMs = lastMs;
      lastMs = nowMs;
      if (nowMs - sinceMs < periodMs) return between(sinceMs, nowMs);
      aim(nowMs);
      const isFirst = Number.isNaN(sinceMs);
      return isFirst && numbers.length > mostAtOnce ? [] : [...numbers];
    },
  };
}
