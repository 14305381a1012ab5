import type { Browser, BrowserContextOptions } from 'playwright-core';
import { type Screen, signInAt, sizes } from '#e2e/pages.ts';
import type { After } from '#faults/harness/undo.ts';
import { type Name, password } from './people.ts';
import { ScriptedPerson } from './scripted-person.ts';

type Wanted = BrowserContextOptions & { path?: string };

/** Somebody signs in on a screen of his own and takes his place. */
export async function sitDown(
  browser: Browser,
  after: After,
  url: string,
  screen: Screen,
  name: Name,
  { path = `/${screen}`, ...wanted }: Wanted = {},
): Promise<ScriptedPerson> {
  const phone = screen === 'mobile' ? { isMobile: true, hasTouch: true } : {};
  const context = await browser.newContext({ viewport: sizes[screen], ...phone, ...wanted });
  after(() => context.close());
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await signInAt(page, `${url}${path}`, { username: name, password });
  return new ScriptedPerson(page, errors);
}
