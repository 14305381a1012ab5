/** Draws when something moves, and no oftener than the machine keeps up with. */
export type FramePacer = {
  /** Something changed: draw as soon as the pace allows, and go on while `nextInMs` says so. */
  wake(): void;
  /** Whether the machine draws without a graphics card: then nothing glides that may jump. */
  isSlow(): boolean;
  stop(): void;
};

export type FramePacerOptions = {
  draw(nowMs: number): void;
  /** Milliseconds until the picture will visibly have moved again; null when nothing moves. */
  nextInMs(nowMs: number): number | null;
  fastestMs: number;
  /** Told what a frame takes, in milliseconds, after each. */
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
 * pictures share the cores with the map. It then moves in steps, a sixth of the time at most, and once in
 * three seconds however slow it is.
 */
const noCardMs = 45;
const steadyMs = 250;
const timesCost = 6;
const slowestMs = 3000;

/**
 * The cost of a frame is measured from the frame in which the map is drawn until the browser grants the
 * next one: with software rendering that, not the script, is what it takes.
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
  /** While a frame is under way nothing else is planned: it ends by its own callbacks. */
  let isDrawing = false;
  let tookBeforeMs = 0;
  let costMs = 0;

  function plan(): void {
    if (isDrawing) return;
    cancel?.();
    cancel = null;
    if (wantedMs === null) return;
    const waitMs = Math.max(earliestMs, wantedMs) - clock.now();
    cancel = waitMs > timerWorthMs ? clock.after(waitMs, plan) : clock.nextFrame(onFrame);
  }

  function onFrame(): void {
    cancel = null;
    const nowMs = clock.now();
    if (wantedMs !== null && nowMs >= Math.max(earliestMs, wantedMs)) drawNow(nowMs);
    else plan();
  }

  function drawNow(nowMs: number): void {
    isDrawing = true;
    earliestMs = nowMs + fastestMs;
    const next = nextInMs(nowMs);
    wantedMs = next === null ? null : nowMs + next;
    // Asked for before the map asks for its own, so that it is called before the map draws.
    cancel = clock.nextFrame(onBegun);
    draw(nowMs);
  }

  function onBegun(): void {
    const beganAtMs = clock.now();
    cancel = clock.nextFrame(() => onDone(beganAtMs));
  }

  function onDone(beganAtMs: number): void {
    const tookMs = clock.now() - beganAtMs;
    // One hiccup, such as a large read, says nothing about the next frame.
    costMs = Math.min(tookMs, tookBeforeMs);
    tookBeforeMs = tookMs;
    if (isSlow()) earliestMs = beganAtMs + steadyPause(costMs);
    isDrawing = false;
    onCost?.(costMs);
    plan();
  }

  const isSlow = () => costMs > noCardMs;

  return {
    wake() {
      wantedMs = 0;
      plan();
    },
    isSlow,
    stop() {
      cancel?.();
      cancel = null;
      wantedMs = null;
      isDrawing = false;
    },
  };
}

function steadyPause(costMs: number): number {
  return Math.min(slowestMs, Math.max(steadyMs, costMs * timesCost));
}
