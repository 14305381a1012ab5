import { setTimeout as pause } from 'node:timers/promises';
import { readLog } from '#faults/harness/audit-log.ts';
import { zoneOfficer } from '#faults/harness/furnish-data-dir.ts';
import { openOrdeal } from '#faults/harness/ordeal.ts';
import type { Row } from '#faults/harness/row.ts';
import { startRowProduct } from '#faults/harness/row-product.ts';

/** Flips of one contact; an hour at 1 Hz is 3,600. */
const flips = { a: 300, b: 3_600 };
/** What is older is late, and tells of the past. */
const deviceSpanS = 9 * 60;
const [account, zone, entityId] = ['1001', 3, 'WGQ-F03'];
/** Different words for one condition: a panel may say each of them once a second. */
const [alarms, restores] = [
  ['BA', 'PA', 'HA', 'FA'],
  ['BR', 'PR', 'HR', 'FR'],
];

/** trust.md 19. */
export const chattering: Row = {
  name: 'chattering',
  promise: 'a contact that flips for an hour of its own time is one alarm with a counter',
  tiers: ['a', 'b'],
  run: async (setting) => {
    const count = setting.tier === 'a' ? flips.a : flips.b;
    const product = await startRowProduct(setting.after);
    const ordeal = await openOrdeal(setting, product, { desks: 5, linesPerPanel: 1 });
    const startMs = Date.now() - deviceSpanS * 1000;
    for (let flip = 0; flip < count; flip++) {
      const atMs = startMs + Math.floor((flip / count) * deviceSpanS) * 1000;
      const words = flip % 2 === 0 ? alarms : restores;
      const code = words[Math.floor(flip / 2) % words.length] as string;
      ordeal.field.report({ account, zone, code, atMs });
    }
    while (ordeal.field.waiting() > 0) await pause(100);
    const { findings, breaches } = await ordeal.settle();
    const log = await readLog(product, await product.cookieOf(zoneOfficer));
    const raised = log.filter(
      ({ type, data }) => type === 'alarm.raised' && data.alarm.entityId === entityId,
    );
    const ofType = (type: string) => log.filter((event) => event.type === type).length;
    const { situation } = await product.situation(await product.cookieOf(zoneOfficer));
    const counter = Object.values(situation.alarms).find((alarm) => alarm.entityId === entityId);
    if (raised.length !== 1) breaches.push(`${raised.length} alarms were raised`);
    if (counter?.count !== count / 2) {
      breaches.push(`the counter says ${counter?.count}, ${count / 2} times it rose`);
    }
    const open = Object.values(situation.incidents).filter(({ state }) => state !== 'closed');
    if (open.length !== 1) breaches.push(`${open.length} incidents are open`);
    const notes = [
      `${count} flips: ${raised.length} alarm, counter ${counter?.count}, ${open.length} incident; ` +
        `entries: ${ofType('fence.reported')} reports, ${ofType('alarm.repeated')} repeats, ${ofType('alarm.returned')} returns`,
      `the incident's timeline has ${open[0]?.timeline.length} lines`,
    ];
    return { findings, notes, breaches };
  },
};
