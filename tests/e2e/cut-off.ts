import type { Page } from 'playwright-core';

/**
 * Texts within `board` of which the boxes that hold them show a part: a box may hold all of a text, or
 * leave it out where there is no room, but half a number is another number.
 */
export function cutOffOn(page: Page, board: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const board = document.querySelector(selector);
    if (!board) return [`there is no ${selector}`];
    /** A line is higher than its letters. */
    const seenIn = (box: Element, text: DOMRect): 'all' | 'none' | 'part' => {
      const style = getComputedStyle(box);
      if (style.display === 'inline' || style.overflow === 'visible') return 'all';
      const seen = box.getBoundingClientRect();
      const slack = text.height / 4;
      if (text.top >= seen.bottom - slack || text.bottom <= seen.top + slack) return 'none';
      if (text.left >= seen.right - 1 || text.right <= seen.left + 1) return 'none';
      const isWhole =
        text.left >= seen.left - 1 &&
        text.right <= seen.right + 1 &&
        text.top >= seen.top - slack &&
        text.bottom <= seen.bottom + slack;
      return isWhole ? 'all' : 'part';
    };
    const boxesOf = (node: Node) => {
      const boxes: Element[] = [];
      for (
        let box = node.parentElement;
        box && box !== board.parentElement;
        box = box.parentElement
      )
        boxes.push(box);
      return boxes;
    };
    const cut: string[] = [];
    const texts = document.createTreeWalker(board, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const rect = range.getBoundingClientRect();
      if (rect.width === 0) continue;
      const boxes = boxesOf(node);
      const seen = boxes.map((box) => seenIn(box, rect));
      const at = seen.findIndex((part) => part !== 'all');
      if (seen[at] === 'part') cut.push(`${boxes[at]?.className}: ${node.textContent}`);
    }
    return cut;
  }, board);
}
