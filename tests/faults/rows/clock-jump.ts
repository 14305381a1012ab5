import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { site } from '@ftz/shared/site/site.ts';
import { readLog } from '#faults/harness/audit-log.ts';
import { secondOfficer, zoneOfficer } from '#faults/harness/furnish-data-dir.ts';
import { rowFolder } from '#faults/harness/mounts.ts';
import { openOrdeal } from '#faults/harness/ordeal.ts';
import type { Row } from '#faults/harness/row.ts';
import { type RowProduct, startRowProduct } from '#faults/harness/row-product.ts';

const [desks, perSecond] = [10, 50];
const hourMs = 3_600_000;
/** In this order, each from the last; the panels of the zone follow the same false clock. */
const jumps = [
  { says: '2 h forward', offset: '+2h', offsetMs: 2 * hourMs },
  { says: '4 h back', offset: '-2h', offsetMs: -2 * hourMs },
  { says: 'back to now', offset: '+0', offsetMs: 0 },
];
const settleMs = 6_000;

/** A panel is missed after two of its periods, and a sweep. */
const silentWithinMs =
  (2 * Math.max(...site.panels.map(({ nullPeriodS }) => nullPeriodS)) + 8) * 1000;

const library = ['x86_64-linux-gnu', 'aarch64-linux-gnu']
  .map((machine) => `/usr/lib/${machine}/faketime/libfaketimeMT.so.1`)
  .find((path) => existsSync(path));

/** trust.md 13. */
export const clockJump: Row = {
  name: 'clock-jump',
  promise: 'a clock that jumps: order by number, no timer too early or too late, sessions live on',
  tiers: ['b'],
  run: async (setting) => {
    if (!library) return { notRun: 'libfaketime is not installed (apt: faketime)' };
    const { after, say } = setting;
    const clock = join(rowFolder(after, 'clock'), 'offset');
    writeFileSync(clock, '+0');
    const env = {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      DONT_FAKE_MONOTONIC: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
    const product = await startRowProduct(after, { env });
    const ordeal = await openOrdeal(setting, product, { desks });
    let offsetMs = 0;
    const load = ordeal.startLoad(perSecond, undefined, () => Date.now() + offsetMs);
    const cookie = await product.cookieOf(zoneOfficer);
    const breaches: string[] = [];
    const notes: string[] = [];
    await pause(4_000);
    for (const jump of jumps) {
      const { seq } = (await product.situation(cookie)).situation;
      writeFileSync(clock, jump.offset);
      ({ offsetMs } = jump);
      await pause(settleMs);
      ordeal.crowd.dropAll();
      await pause(50);
      await ordeal.crowd
        .untilAtHead(10_000)
        .catch((error: Error) => void breaches.push(`${jump.says}: ${error.message}`));
      const early = lostPanels(await readLog(product, cookie, seq));
      if (early.length > 0) {
        breaches.push(
          `${jump.says}: ${early.length} panels that speak were reported lost (${early[0]})`,
        );
      }
      const fresh = await signsIn(product);
      if (!fresh) breaches.push(`${jump.says}: nobody can sign in`);
      notes.push(`${jump.says}: ${early.length} false losses, sessions live on`);
      say(notes.at(-1) ?? '');
    }
    breaches.push(...(await falseBackwards(product, clock, load)));
    const { findings, breaches: unquiet } = await ordeal.settle();
    return { findings, notes, breaches: [...breaches, ...unquiet] };
  },
};

/** Panels that were said to be lost: nothing else of the zone speaks in this row. */
const lostPanels = (log: readonly DurableEvent[]): string[] =>
  log.flatMap(({ type, data }) => {
    if (type !== 'alarm.raised' || data.alarm.kind !== 'device-lost') return [];
    const { entityId } = data.alarm;
    return site.panels.some(({ account }) => account === entityId) ? [entityId] : [];
  });

const signsIn = (product: RowProduct) =>
  product.cookieOf(secondOfficer).then(
    () => true,
    () => false,
  );

/** All panels fall silent in the moment in which the clock is set back: they must be missed in time. */
async function falseBackwards(
  product: RowProduct,
  clock: string,
  load: { stop: () => void },
): Promise<string[]> {
  const cookie = await product.cookieOf(zoneOfficer);
  const { seq } = (await product.situation(cookie)).situation;
  load.stop();
  writeFileSync(clock, '-2h');
  const deadlineMs = performance.now() + silentWithinMs;
  while (performance.now() < deadlineMs) {
    await pause(1_000);
    if (lostPanels(await readLog(product, cookie, seq)).length >= site.panels.length) return [];
  }
  const missed = lostPanels(await readLog(product, cookie, seq)).length;
  return [
    `after 2 h back ${missed} of ${site.panels.length} silent panels were missed within ${silentWithinMs / 1000} s`,
  ];
}
