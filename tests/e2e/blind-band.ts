import type { Page } from 'playwright-core';

/** `heldMs`: how long the machine held this page up meanwhile, as frames that took longer than they may. */
export type SeenBlind = { atMs: number; heldMs: number };

/** Longer than a frame takes without a graphics card. */
const frameMs = 250;

/**
 * Begins to watch for the band that says that this page is blind; the answer resolves when it is on the
 * screen. `atMs` is of the clock of this machine, and the page itself reads it: a question of a test
 * waits as long as the page is busy.
 */
export async function watchForBlindBand(page: Page): Promise<{ seen: Promise<SeenBlind> }> {
  await page.evaluate((longestMs) => {
    const seen = new Promise<{ atMs: number; heldMs: number }>((resolve) => {
      let heldMs = 0;
      let beforeMs = performance.now();
      let drawnSince = 0;
      const frame = () => {
        const nowMs = performance.now();
        heldMs += Math.max(0, nowMs - beforeMs - longestMs);
        beforeMs = nowMs;
        // The frame that follows the one with the band begins when that one was handed to the screen.
        if (document.querySelector('.connection-band.blind')) drawnSince += 1;
        if (drawnSince < 2) requestAnimationFrame(frame);
        else resolve({ atMs: Date.now(), heldMs });
      };
      requestAnimationFrame(frame);
    });
    Object.assign(globalThis, { seenBlind: seen });
  }, frameMs);
  const seen = page.evaluate(
    () => (globalThis as unknown as { seenBlind: Promise<SeenBlind> }).seenBlind,
  );
  return { seen };
}
