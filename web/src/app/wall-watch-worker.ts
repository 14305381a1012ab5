import { createWallWatch, type WallPulse, type WallWatch } from '#live/wall-watch.ts';

/**
 * Sits beside a wall's page in a thread of its own, where neither a page that hangs nor a browser that
 * slows hidden pages stops its clock, and says when the page is to be loaded again.
 */
export type ToWatch = { nightlyInMs: number } | { pulse: WallPulse };

/** What the library of the page's types says of windows, this is not. */
declare const self: {
  addEventListener: (type: 'message', listener: (event: MessageEvent<ToWatch>) => void) => void;
  postMessage: (message: unknown) => void;
};

const lookEveryMs = 1_000;
/** A page that cannot be loaded now (the center is away) is told again. */
const againMs = 15_000;

let watch: WallWatch | null = null;
let saidAtMs = Number.NEGATIVE_INFINITY;

self.addEventListener('message', ({ data }) => {
  const nowMs = performance.now();
  if ('pulse' in data) watch?.pulse(data.pulse, nowMs);
  else watch = createWallWatch(nowMs, nowMs + data.nightlyInMs);
});

setInterval(() => {
  const nowMs = performance.now();
  const reason = watch?.look(nowMs) ?? null;
  if (reason === null || nowMs - saidAtMs < againMs) return;
  saidAtMs = nowMs;
  self.postMessage(reason);
}, lookEveryMs);
