import { connectionHappened } from './connection.ts';
import { steadyNow } from './steady-clock.ts';

const lookEveryMs = 250;
/** So late comes a look where the page itself was held up, and words of the center may wait unread. */
const heldMs = 1000;
const readMs = 50;

/**
 * Looks again and again whether the center has fallen silent; returns the way to stop. A browser slows
 * the timers of a page that nobody sees to one a minute, and an officer with another window before
 * this one would hear so much later that the desk is blind: so a thread, which is not slowed, ticks
 * too. Where it cannot be loaded, the page's own timer does.
 */
export function watchForSilence(): () => void {
  let lookedAtMs = steadyNow();
  const judge = () => connectionHappened('ticked');
  const look = () => {
    const nowMs = steadyNow();
    const wasHeld = nowMs - lookedAtMs > heldMs;
    lookedAtMs = nowMs;
    if (wasHeld) setTimeout(judge, readMs);
    else judge();
  };
  const timer = setInterval(look, lookEveryMs);
  const thread = new Worker(new URL('./steady-ticks.ts', import.meta.url), { type: 'module' });
  thread.onmessage = look;
  return () => {
    clearInterval(timer);
    thread.terminate();
  };
}
