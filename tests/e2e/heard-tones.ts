import type { Page } from 'playwright-core';

/** Notes down the pitch of everything that the page's loudspeaker plays from now on. */
export async function listenForTones(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: number[] = [];
    Object.assign(globalThis, { heardTones: heard });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      heard.push(Math.round(this.frequency.value));
      start.call(this, when);
    };
  });
}

/** In Hz. */
export function heardTones(page: Page): Promise<number[]> {
  return page.evaluate(() => (globalThis as unknown as { heardTones: number[] }).heardTones);
}
