/** Draws when something moves, and no oftener than the machine keeps up with. */
export type FramePacer = {
  /** Something changed: draw as soon as the pace allows, and go on while `nextInMs` says so. */
  wake(): void;
  stop(): void;
};

export type FramePacerOptions = {
  draw(nowMs: number): void;
  /** Milliseconds until the picture will visibly have moved again; null when nothing moves. */
  nextInMs(nowMs: number): number | null;
  fastestMs: number;
  /** Told what each frame took, in milliseconds. */
  onCost?: (tookMs: number) => void;
  clock: FrameClock;
};

/** The browser's time and callbacks, so that a test can hold them. Each call returns its cancel. */
export type FrameClock = {
  now(): number;
  nextFrame(callback: () => void): () => void;
  after(ms: number, callback: () => void): () => void;
};

export const browserFrameClock: FrameClock = {
  now: () => Date.now(),
  nextFrame(callback) {
    const handle = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(handle);
  },
  after(ms, callback) {
    const handle = setTimeout(callback, ms);
    return () => clearTimeout(handle);
  },
};

/** Waits shorter than this are spent frame by frame: a timer would miss the beat. */
const timerWorthMs = 60;
/**
 * Where a frame takes longer than on the slowest display there is no graphics card: list, clock and
 * pictures share the cores with the map. It then moves in steady steps, a fifth of the time at most.
 */
const noCardMs = 45;
const steadyMs = 250;
const timesCost = 5;
const slowestMs = 1000;
/** One hiccup, such as a large read, says little about the next frames. */
const mostCountedMs = 200;

/**
 * The cost of a frame is measured as the time until the browser grants the next one: with software
 * rendering that, not the script, is what a frame takes.
 */
export function createFramePacer({
  draw,
  nextInMs,
  fastestMs,
  onCost,
  clock,
}: FramePacerOptions): FramePacer {
  let cancel: (() => void) | null = null;
  let earliestMs = 0;
  let wantedMs: number | null = null;
  let drawnAtMs: number | null = null;
  let costMs = 0;

  function plan(): void {
    cancel?.();
    cancel = null;
    if (wantedMs === null && drawnAtMs === null) return;
    const waitMs = Math.max(earliestMs, wantedMs ?? 0) - clock.now();
    const isLong = drawnAtMs === null && waitMs > timerWorthMs;
    cancel = isLong ? clock.after(waitMs, plan) : clock.nextFrame(onFrame);
  }

  function onFrame(): void {
    cancel = null;
    const nowMs = clock.now();
    if (drawnAtMs !== null) measure(nowMs - drawnAtMs, nowMs);
    if (wantedMs !== null && nowMs >= Math.max(earliestMs, wantedMs)) drawNow(nowMs);
    plan();
  }

  function measure(tookMs: number, nowMs: number): void {
    costMs = costMs * 0.7 + Math.min(mostCountedMs, tookMs) * 0.3;
    const began = drawnAtMs ?? nowMs;
    earliestMs = began + (costMs > noCardMs ? steadyPause(costMs) : fastestMs);
    drawnAtMs = null;
    onCost?.(tookMs);
  }

  function drawNow(nowMs: number): void {
    draw(nowMs);
    drawnAtMs = nowMs;
    earliestMs = nowMs + fastestMs;
    const next = nextInMs(nowMs);
    wantedMs = next === null ? null : nowMs + next;
  }

  return {
    wake() {
      wantedMs = 0;
      plan();
    },
    stop() {
      cancel?.();
      cancel = null;
      wantedMs = null;
      drawnAtMs = null;
    },
  };
}

function steadyPause(costMs: number): number {
  return Math.min(slowestMs, Math.max(steadyMs, costMs * timesCost));
}
