import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What breaks the rules of WCAG 2.2 AA on this page, seriously, as far as a machine can tell. */
export async function seriousOn(page: Page): Promise<string[]> {
  // In this page itself: no frame of ours holds another, and a page opened for the sum costs a second.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  // What passes is not described: that costs more than to find what does not.
  const { violations } = await axe.options({ resultTypes: ['violations'] }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
