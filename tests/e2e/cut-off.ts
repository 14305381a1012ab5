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
      const edge = box.getBoundingClientRect();
      const [left, top] = [edge.left + box.clientLeft, edge.top + box.clientTop];
      const seen = { left, top, right: left + box.clientWidth, bottom: top + box.clientHeight };
      /** What nobody sees from where the text can be read. */
      const hair = (text.bottom - text.top) / 16;
      if (text.top >= seen.bottom - hair || text.bottom <= seen.top + hair) return null;
      if (text.left >= seen.right - 1 || text.right <= seen.left + 1) return null;
      const isInWidth = text.left >= seen.left - 1 && text.right <= seen.right + 1;
      if (isInWidth && style.webkitLineClamp !== 'none')
        return {
          ...text,
          top: Math.max(text.top, seen.top),
          bottom: Math.min(text.bottom, seen.bottom),
        };
      const isInHeight = text.top >= seen.top - hair && text.bottom <= seen.bottom + hair;
      if (isInHeight && style.textOverflow === 'ellipsis')
        return { ...text, left: seen.left, right: seen.right };
      return isInHeight && isInWidth ? text : 'part';
    };
    const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    /** Where its letters are: a line is higher than they. */
    const inkOf = (node: Node, { left, right, top, bottom }: DOMRect): Edges => {
      const { fontWeight, fontSize, fontFamily } = getComputedStyle(node.parentElement as Element);
      pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
      const ink = pen.measureText(node.textContent ?? '');
      return {
        left,
        right,
        top: top + ink.fontBoundingBoxAscent - ink.actualBoundingBoxAscent,
        bottom: bottom - ink.fontBoundingBoxDescent + ink.actualBoundingBoxDescent,
      };
    };
    const cut: string[] = [];
    const texts = document.createTreeWalker(board, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (node.parentElement?.closest('.zone-map, .chart-canvas, .visually-hidden')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rect = range.getBoundingClientRect();
      if (rect.width === 0) continue;
      let text = inkOf(node, rect);
      let cutBy: Element | null = null;
      let box = node.parentElement;
      for (; box && box !== board.parentElement; box = box.parentElement) {
        const seen = seenIn(box, text);
        if (seen === null) break;
        if (seen === 'part') cutBy ??= box;
        else text = seen;
      }
      const isSeen = box === null || box === board.parentElement;
      if (isSeen && cutBy) cut.push(`${cutBy.className}: ${node.textContent}`);
    }
    return cut;
  }, board);
}
