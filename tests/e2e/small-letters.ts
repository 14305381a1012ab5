import type { Page } from 'playwright-core';

/** CSS px: 16 arc-minutes at 0.7 m on a 24-inch panel of 1920×1080. */
const leastPx = 16;

/**
 * What a person at a desk cannot read without leaning forward: each visible text under 16 px, as
 * `<size>px <where>: <words>`. The digit within a severity's shape is part of a symbol: the shape
 * and the colour say it too, and words beside it.
 */
export function smallLettersOn(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const small = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const words = node.textContent?.trim() ?? '';
      const holder = node.parentElement;
      if (words === '' || !holder || holder.closest('.severity-symbol, .visually-hidden')) continue;
      if (!holder.checkVisibility({ visibilityProperty: true })) continue;
      const px = Number.parseFloat(getComputedStyle(holder).fontSize);
      if (px >= least) continue;
      const where = `${holder.parentElement?.className ?? ''} > ${holder.localName}.${holder.className}`;
      small.add(`${px}px ${where}: ${words.slice(0, 40)}`);
    }
    return [...small];
  }, leastPx);
}
