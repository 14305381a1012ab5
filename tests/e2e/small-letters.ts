import type { Page } from 'playwright-core';
import type { Screen } from './pages.ts';

/**
 * The least letters that an eye reads without effort, in CSS px at a desk (16 arc-minutes at 0.7 m on
 * a 24-inch panel of 1920×1080) and in arc-minutes on a wall, where what is alive is read first.
 */
const limits = {
  desk: { least: 16, live: 16 },
  wall: { least: 16, live: 20 },
} as const;

/**
 * What a person cannot read from where they sit: each visible text under its limit, as
 * `<size> <where>: <words>`. The digit within a severity's shape is part of a symbol: the shape and
 * the colour say it too, and words beside it. A phone is held as near as its owner likes.
 */
export async function smallLettersOn(page: Page, screen: Screen): Promise<string[]> {
  if (screen === 'mobile') return [];
  return page.evaluate(({ least, live }) => {
    const arcmin = (holder: Element) =>
      Number.parseFloat(getComputedStyle(holder).getPropertyValue('--arcmin')) || 1;
    /** Within a drawing letters have the size of the drawing. */
    const scaleOf = (holder: Element) =>
      holder instanceof SVGGraphicsElement ? (holder.getScreenCTM()?.a ?? 1) : 1;
    const nameOf = (holder: Element | null) => holder?.getAttribute('class') ?? '';
    const small = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const words = node.textContent?.trim() ?? '';
      const holder = node.parentElement;
      if (words === '' || !holder || holder.closest('.severity-symbol, .visually-hidden')) continue;
      if (!holder.checkVisibility({ visibilityProperty: true })) continue;
      const drawnPx = Number.parseFloat(getComputedStyle(holder).fontSize) * scaleOf(holder);
      const size = drawnPx / arcmin(holder);
      const limit = holder.closest('.num, time, output') ? live : least;
      if (size > limit - 0.01) continue;
      const where = `${nameOf(holder.parentElement)} > ${holder.localName}.${nameOf(holder)}`;
      small.add(`${size.toFixed(1)} ${where}: ${words.slice(0, 40)}`);
    }
    return [...small];
  }, limits[screen]);
}
