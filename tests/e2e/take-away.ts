import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Page } from 'playwright-core';

/** As an administrator does it on the machine itself; nothing tells the running center of it. */
function change(dataDir: string, sql: string, ...values: string[]): void {
  const db = new DatabaseSync(join(dataDir, 'command-center.db'), { timeout: 5_000 });
  try {
    if (db.prepare(sql).run(...values).changes === 0) throw new Error(`nothing changed: ${sql}`);
  } finally {
    db.close();
  }
}

export function giveAreas(dataDir: string, username: string, areas: readonly AreaId[]): void {
  change(
    dataDir,
    'UPDATE account SET areas = ? WHERE username = ?',
    JSON.stringify(areas),
    username,
  );
}

export function deleteSessions(dataDir: string, username: string): void {
  change(
    dataDir,
    'DELETE FROM session WHERE account_id = (SELECT account_id FROM account WHERE username = ?)',
    username,
  );
}

/** How many elements of the page hold a decoded picture: what is on the screen, live or left over. */
export function heldPictures(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      [...document.querySelectorAll('video')].filter(
        ({ readyState, videoWidth }) => readyState >= 2 && videoWidth > 0,
      ).length,
  );
}
