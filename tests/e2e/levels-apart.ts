import type { Page } from 'playwright-core';
import { shotPath } from './pages.ts';

/** Eyes that lack one kind of cone, or all, as the browser simulates them. */
export const eyes = ['none', 'protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'] as const;
export type Eye = (typeof eyes)[number];
export const levels = ['p1', 'p2', 'p3', 'p4', 'unknown'] as const;
export type Level = (typeof levels)[number];

const sidePx = 60;
/** Of the pixels that either sign covers, what part must differ clearly (a fifth of full contrast). */
const leastPart = 0.2;

/** The levels whose signs are on the page. */
export const levelsOn = (page: Page): Promise<Level[]> =>
  page.evaluate(
    (all) => all.filter((level) => document.querySelector(`.severity-symbol.${level}`)),
    [...levels],
  );

/**
 * Pairs of signs, as this page draws them but without their digits, that such an eye cannot tell apart, whether
 * filled or in outline; `shots` names the pictures that are kept of them.
 */
export async function levelsAlikeFor(
  page: Page,
  type: Eye,
  shown: readonly Level[],
  shots: string,
): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setEmulatedVisionDeficiency', { type });
  const alike: string[] = [];
  for (const filled of [false, true]) {
    await layOut(page, shown, filled);
    const signs = await page.locator('#signs').screenshot({
      path: shotPath(`${shots}-${type}-${filled ? 'filled' : 'outline'}`),
    });
    for (const { pair, part } of await partsThatDiffer(page, shown, signs.toString('base64'))) {
      if (!(part >= leastPart)) alike.push(`${pair}, ${filled ? 'filled' : 'outline'}: ${part}`);
    }
  }
  await page.evaluate(() => document.querySelector('#signs')?.remove());
  await session.detach();
  return alike;
}

/** Puts the page's own signs into one row on the page's own ground, and nothing else. */
function layOut(page: Page, shown: readonly Level[], filled: boolean): Promise<void> {
  return page.evaluate(
    ([names, side, full]) => {
      document.querySelector('#signs')?.remove();
      const row = document.createElement('div');
      row.id = 'signs';
      row.style.cssText = 'position:fixed;inset:0 auto auto 0;z-index:9999;display:flex';
      row.style.background = getComputedStyle(document.body).backgroundColor;
      for (const name of names) {
        const sign = document.querySelector(`.severity-symbol.${name}`)?.cloneNode(true);
        if (!(sign instanceof SVGElement)) throw new Error(`no sign of ${name}`);
        for (const part of sign.querySelectorAll('text, .halo')) part.remove();
        sign.classList.toggle('filled', full && name !== 'unknown');
        sign.style.cssText = `width:${side}px;height:${side}px`;
        row.append(sign);
      }
      document.body.append(row);
    },
    [[...shown], sidePx, filled] as const,
  );
}

/** For each pair of signs, what part of their pixels an eye tells apart. */
function partsThatDiffer(
  page: Page,
  shown: readonly Level[],
  png: string,
): Promise<{ pair: string; part: number }[]> {
  return page.evaluate(
    async ([source, names, side]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = new OffscreenCanvas(side * names.length, side);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(image, 0, 0);
      const pixels = names.map((_, i) => context.getImageData(i * side, 0, side, side).data);
      const clear = 51;
      const apart = (a: Uint8ClampedArray, b: Uint8ClampedArray, at: number) =>
        Math.max(...[0, 1, 2].map((c) => Math.abs((a[at + c] ?? 0) - (b[at + c] ?? 0)))) > clear;
      const ground = pixels[0]?.slice(0, 4) ?? new Uint8ClampedArray(4);
      const drawn = (a: Uint8ClampedArray, at: number) => apart(a.slice(at, at + 4), ground, 0);
      return names.flatMap((one, i) =>
        names.slice(i + 1).map((other, j) => {
          const [a, b] = [pixels[i], pixels[i + 1 + j]];
          if (!a || !b) throw new Error('a sign is missing');
          let covered = 0;
          let differ = 0;
          for (let at = 0; at < a.length; at += 4) {
            if (drawn(a, at) || drawn(b, at)) covered++;
            if (apart(a, b, at)) differ++;
          }
          return { pair: `${one} and ${other}`, part: differ / covered };
        }),
      );
    },
    [png, [...shown], sidePx] as const,
  );
}
