import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { rowFolder } from '#faults/harness/mounts.ts';
import { openOrdeal } from '#faults/harness/ordeal.ts';
import type { Row } from '#faults/harness/row.ts';
import { startRowProduct } from '#faults/harness/row-product.ts';

const sizes = { a: { desks: 20, perSecond: 20 }, b: { desks: 200, perSecond: 50 } };
const betweenMs = 3_000;

/** The database and its write-ahead log; what else lies in a data folder stays as it is. */
function copyDatabase(from: string, to: string): void {
  const isDatabase = (name: string) => name.startsWith('command-center.db');
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(to).filter(isDatabase)) rmSync(join(to, name));
  for (const name of readdirSync(from).filter(isDatabase))
    copyFileSync(join(from, name), join(to, name));
}

/** trust.md 17. The desks hold entries that the restored store has never had. */
export const restored: Row = {
  name: 'restored',
  promise: 'an older backup is another history: every desk reloads, none mixes the two',
  tiers: ['b'],
  run: async (setting) => {
    const { desks, perSecond } = setting.tier === 'a' ? sizes.a : sizes.b;
    const product = await startRowProduct(setting.after);
    const backup = rowFolder(setting.after, 'backup');
    const ordeal = await openOrdeal(setting, product, { desks });
    const first = ordeal.startLoad(perSecond);
    await pause(betweenMs);
    await product.kill();
    copyDatabase(product.dataDir, backup);
    await product.start();
    await ordeal.crowd.untilAtHead(30_000);
    await pause(betweenMs);
    const epochBefore = ordeal.crowd.desks[0]?.epoch();
    const seqBefore = Math.max(...ordeal.crowd.desks.map((desk) => desk.seq()));
    first.stop();
    while (ordeal.field.waiting() > 0) await pause(50);
    await product.kill();
    copyDatabase(backup, product.dataDir);
    const listeningAtMs = await product.start();
    await ordeal.crowd.untilAtHead(30_000);
    const resumesMs = ordeal.crowd.resumedAfterMs(listeningAtMs);
    // What was sent before the restore is lost with it, by definition: only what follows is asked for.
    for (const [, fact] of ordeal.journal.facts()) fact.ackedAtMs = null;
    ordeal.startLoad(perSecond);
    await pause(betweenMs);
    const { findings, breaches } = await ordeal.settle();
    const epochs = new Set(ordeal.crowd.desks.map((desk) => desk.epoch()));
    if (epochs.size !== 1) breaches.push(`desks stand in ${epochs.size} histories`);
    if (epochs.has(epochBefore ?? null)) breaches.push('the restored store goes by its old name');
    const reloaded = ordeal.crowd.desks.filter((desk) => desk.snapshots() > 1).length;
    if (reloaded !== desks) breaches.push(`${reloaded} of ${desks} desks reloaded`);
    const notes = [`desks stood at entry ${seqBefore}; ${reloaded} of ${desks} reloaded`];
    return { findings, resumesMs, notes, breaches };
  },
};
