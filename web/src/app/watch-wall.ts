import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { durableStore } from '#live/durable-store.ts';
import { serverNow } from '#live/server-clock.ts';
import { steadyNow } from '#live/steady-clock.ts';
import type { WallBeats } from '#live/wall-beats.ts';
import { nightlyInMs, type ReloadReason, type WallPulse } from '#live/wall-watch.ts';
import { pageOfCenter, reloadWall } from './reload-wall.ts';
import type { ToWatch } from './wall-watch-worker.ts';

const pulseEveryMs = 1_000;
const lookForNewEveryMs = 60_000;
const calmAfterMs = 60_000;

/** Has a wall's page watched from beside it, and loads it again when that is said; until the function is called. */
export function watchWall(beats: WallBeats, isThrownAt: () => boolean): () => void {
  const worker = new Worker(new URL('./wall-watch-worker.ts', import.meta.url), { type: 'module' });
  const say = (message: ToWatch) => worker.postMessage(message);
  let newVersion = false;
  const pulsing = setInterval(
    () => say({ pulse: pulseOf(beats, newVersion, isThrownAt()) }),
    pulseEveryMs,
  );
  const looking = setInterval(() => {
    void hasNewVersion().then((isNew) => {
      newVersion = isNew;
    });
  }, lookForNewEveryMs);
  const isDeaf = centerIsDeaf();
  const obey = async (why: ReloadReason) => {
    if (why !== 'unanswered' || (await isDeaf())) await reloadWall(why);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<ReloadReason>) => void obey(data));
  say({ nightlyInMs: nightlyInMs(serverNow(), Math.random()) });
  return () => {
    clearInterval(pulsing);
    clearInterval(looking);
    worker.terminate();
  };
}

/**
 * Whether a center that gives pages does not hear this one, asked each time that it is said to. Only from
 * the second time on: one that has just come back answers by itself in a moment.
 */
function centerIsDeaf(): () => Promise<boolean> {
  let times = 0;
  return async () => {
    times = (await pageOfCenter()) === null ? 0 : times + 1;
    return times > 1;
  };
}

function pulseOf(beats: WallBeats, newVersion: boolean, isThrownAt: boolean): WallPulse {
  const alarms = openAlarms(durableStore.getState().situation);
  const critical = alarms.some((alarm) => alarm.severity === 1 && isUnacknowledged(alarm));
  const since = serverNow() - calmAfterMs;
  return {
    visible: document.visibilityState === 'visible',
    ...beats.health(),
    unansweredMs: steadyNow() - beats.answeredAtMs(),
    newVersion,
    critical,
    calm: !isThrownAt && alarms.every(({ lastRaisedAtMs }) => lastRaisedAtMs < since),
  };
}

/** The page that the center gives now names the script that it starts with, and its name is its content's. */
async function hasNewVersion(): Promise<boolean> {
  const page = await pageOfCenter();
  const own = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  const script = own?.getAttribute('src');
  return page !== null && script != null && !page.includes(`"${script}"`);
}
