import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** Keystroke-level model: how fast a practised person presses, points and makes up his mind. */
const pace = { keyMs: 280, pointMs: 1_100, decideMs: 1_200, settleMs: 4_000 };

export type Effort = { keys: number; typed: number; clicks: number; travelPx: number };

/**
 * Somebody at a screen. He acts at the pace of a person, in real time, so that seconds between two
 * moments are seconds of people and product together; and he counts what it costs him. Text that he
 * writes is counted apart from keys that command.
 */
export class ScriptedPerson {
  readonly page: Page;
  readonly errors: string[];
  #effort: Effort = { keys: 0, typed: 0, clicks: 0, travelPx: 0 };
  #at = { x: 0, y: 0 };

  constructor(page: Page, errors: string[]) {
    this.page = page;
    this.errors = errors;
  }

  /** What it has cost since the last time that somebody asked. */
  takeEffort(): Effort {
    const spent = this.#effort;
    this.#effort = { keys: 0, typed: 0, clicks: 0, travelPx: 0 };
    return spent;
  }

  async decide(): Promise<void> {
    await pause(pace.decideMs);
  }

  /** Nobody opens a desk in the moment in which something happens: its map stands, and it has come to rest. */
  async settle(): Promise<void> {
    await this.page.waitForSelector('.zone-map .map-pins', { state: 'attached', timeout: 60_000 });
    await pause(pace.settleMs);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await pause(pace.keyMs);
      await this.page.keyboard.press(key);
      this.#effort.keys += 1;
    }
  }

  async write(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: pace.keyMs / 4 });
    this.#effort.typed += text.length;
  }

  /** Points and presses: with a mouse at a desk, with a thumb on a phone. */
  async click(selector: string): Promise<void> {
    const target = this.page.locator(selector).first();
    await target.waitFor();
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    if (!box) throw new Error(`${selector} has no place on the screen`);
    const to = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await pause(pace.pointMs);
    await target.click();
    this.#effort.clicks += 1;
    this.#effort.travelPx += Math.round(Math.hypot(to.x - this.#at.x, to.y - this.#at.y));
    this.#at = to;
  }

  /** Waits until something is to be seen; answers how long that took, in seconds. */
  async see(selector: string, withinMs = 20_000): Promise<number> {
    const startedAtMs = performance.now();
    await this.page.waitForSelector(selector, { timeout: withinMs });
    return (performance.now() - startedAtMs) / 1000;
  }
}
