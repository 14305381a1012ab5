import type { Page } from 'playwright-core';

/**
 * Texts within `board` of which the boxes that hold them show a part: a box may hold all of a text, leave it
 * out where there is no room, or say by an ellipsis that there is more, but half a number is another number. What
 * lies on a map goes with the map, and a chart has a test of its own.
 */
export function cutOffOn(page: Page, board: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const board = document.querySelector(selector);
    if (!board) return [`there is no ${selector}`];
    type Edges = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;
    /** What a box shows of a text: null where nothing of it is seen, less than it where it is cut. */
    const seenIn = (box: Element, text: Edges): Edges | 'part' | null => {
      const style = getComputedStyle(box);
      if (style.display === 'inline' || style.overflow === 'visible') return text;
      const seen = box.getBoundingClientRect();
      /** A line is higher than its letters. */
      const slack = (text.bottom - text.top) / 4;
      if (text.top >= seen.bottom - slack || text.bottom <= seen.top + slack) return null;
      if (text.left >= seen.right - 1 || text.right <= seen.left + 1) return null;
      if (style.webkitLineClamp !== 'none') return seen;
      const isInHeight = text.top >= seen.top - slack && text.bottom <= seen.bottom + slack;
      if (isInHeight && style.textOverflow === 'ellipsis')
        return { ...text, top: text.top, bottom: text.bottom, left: seen.left, right: seen.right };
      const isInWidth = text.left >= seen.left - 1 && text.right <= seen.right + 1;
      return isInHeight && isInWidth ? text : 'part';
    };
    const cut: string[] = [];
    const texts = document.createTreeWalker(board, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (node.parentElement?.closest('.zone-map, .chart-canvas, .visually-hidden')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rect = range.getBoundingClientRect();
      if (rect.width === 0) continue;
      let text: Edges | 'part' | null = rect;
      let box = node.parentElement;
      for (; box && box !== board.parentElement; box = box.parentElement) {
        text = seenIn(box, text as Edges);
        if (text === null || text === 'part') break;
      }
      if (text === 'part') cut.push(`${box?.className}: ${node.textContent}`);
    }
    return cut;
  }, board);
}
