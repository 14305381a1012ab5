import type { WallBeat } from '@ftz/shared/contract/wall.ts';
import { durableStore } from './durable-store.ts';
import { emitWallBeat } from './socket.ts';
import { steadyNow } from './steady-clock.ts';

/** What is on the screen, in its own words. */
export type Shows = Pick<WallBeat, 'sceneId' | 'why' | 'thrown'>;

const everyMs = 10_000;
const lookEveryMs = 1_000;
/** One that got no answer is sent again soon: a center that starts hears its walls first of all. */
const againMs = 2_500;

/** Measured on this page: pictures a second over the last second, and bytes of the script heap. */
export type PageHealth = { fps: number; heapBytes: number | null };

/** How a screen of the hall tells the center that it lives. */
export type WallBeats = {
  health: () => PageHealth;
  /** `steadyNow()` when the center last said that it heard this screen; before that, when it began. */
  answeredAtMs: () => number;
  stop: () => void;
};

export function startWallBeats(shows: () => Shows): WallBeats {
  const frames = countFrames();
  let answeredAtMs = steadyNow();
  let sentAtMs = Number.NEGATIVE_INFINITY;
  let wasHeard = false;
  const health = () => ({ fps: frames.perSecond(), heapBytes: heapBytes() });

  const beat = async () => {
    const nowMs = steadyNow();
    if (nowMs - sentAtMs < (wasHeard ? everyMs : againMs)) return;
    sentAtMs = nowMs;
    const { seq } = durableStore.getState().situation;
    wasHeard = await emitWallBeat({ ...shows(), seq, ...health() }, againMs).then(
      ({ heard }) => heard,
      () => false,
    );
    if (wasHeard) answeredAtMs = steadyNow();
  };
  const looking = setInterval(() => void beat(), lookEveryMs);
  void beat();
  return {
    health,
    answeredAtMs: () => answeredAtMs,
    stop: () => {
      clearInterval(looking);
      frames.stop();
    },
  };
}

function countFrames() {
  let count = 0;
  let sinceMs = steadyNow();
  let perSecond = 0;
  let asked = requestAnimationFrame(function counted() {
    count += 1;
    asked = requestAnimationFrame(counted);
  });
  return {
    /** Over at least a second; a page that draws nothing counts nothing. */
    perSecond: () => {
      const tookMs = steadyNow() - sinceMs;
      if (tookMs >= 1_000) {
        perSecond = Math.round((count / tookMs) * 10_000) / 10;
        count = 0;
        sinceMs = steadyNow();
      }
      return perSecond;
    },
    stop: () => cancelAnimationFrame(asked),
  };
}

/** Chromium alone tells it, rounded. */
function heapBytes(): number | null {
  const { memory } = performance as Performance & { memory?: { usedJSHeapSize: number } };
  return memory ? Math.round(memory.usedJSHeapSize) : null;
}
