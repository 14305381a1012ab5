import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Command, CommandReply } from '@ftz/shared/contract/live-up.ts';
import { site } from '@ftz/shared/site/site.ts';
import { readLog } from '#faults/harness/audit-log.ts';
import { secondOfficer, zoneOfficer } from '#faults/harness/furnish-data-dir.ts';
import type { LightDesk } from '#faults/harness/light-desk.ts';
import { openOrdeal } from '#faults/harness/ordeal.ts';
import type { Row } from '#faults/harness/row.ts';
import { type RowProduct, startRowProduct } from '#faults/harness/row-product.ts';

/** Below the burst that one connection may send. */
const rounds = { a: 20, b: 50 };

/** trust.md 14 and 15. */
export const sameMillisecond: Row = {
  name: 'same-millisecond',
  promise:
    'two officers at once: one wins, the other learns who and when; a retry has one effect (I8)',
  tiers: ['a', 'b'],
  run: async (setting) => {
    const count = setting.tier === 'a' ? rounds.a : rounds.b;
    const product = await startRowProduct(setting.after);
    const accounts = [zoneOfficer, secondOfficer];
    const ordeal = await openOrdeal(setting, product, { desks: 2, accounts });
    const [first, second] = ordeal.crowd.desks as [LightDesk, LightDesk];
    for (const { account, zone } of site.fences.slice(0, count)) {
      ordeal.field.report({ account, zone, code: 'BA', atMs: Date.now() });
    }
    const alarms = await untilAlarms(product, count);
    const breaches: string[] = [];
    const wins: [number, number] = [0, 0];
    for (const [round, alarmId] of alarms.entries()) {
      // Each of them is first by a hair in every second round.
      const order: (0 | 1)[] = round % 2 === 0 ? [0, 1] : [1, 0];
      const desks = [first, second] as const;
      const replies = await Promise.all(order.map((i) => desks[i].command(acknowledge(alarmId))));
      replies.forEach((reply, i) => {
        if (reply?.ok) wins[order[i] ?? 0] += 1;
      });
      breaches.push(...wrongIn(replies));
      // Within what one officer may send in a second.
      await pause(60);
    }
    const incidentId = Object.keys((await state(product)).incidents)[0] ?? '';
    breaches.push(...(await retryAfterLostReply(product, first, incidentId)));
    const log = await readLog(product, await product.cookieOf(zoneOfficer));
    const doubled = doublesIn(log);
    if (doubled.length > 0) breaches.push(`acknowledged twice: ${doubled.join(' ')}`);
    const { findings, breaches: unquiet } = await ordeal.settle();
    const notes = [`${count} alarms: ${wins[0]} won by the first, ${wins[1]} by the second`];
    return { findings, notes, breaches: [...breaches, ...unquiet] };
  },
};

const state = async (product: RowProduct) =>
  (await product.situation(await product.cookieOf(zoneOfficer))).situation;

async function untilAlarms(product: RowProduct, count: number): Promise<string[]> {
  for (let i = 0; i < 100; i++) {
    const ids = Object.keys((await state(product)).alarms);
    if (ids.length >= count) return ids;
    await pause(100);
  }
  throw new Error(`${count} alarms were not raised`);
}

const acknowledge = (alarmId: string): Command => ({
  commandId: randomUUID(),
  name: 'alarm.acknowledge',
  basedOnVersion: null,
  argument: { alarmId },
});

function wrongIn(replies: readonly (CommandReply | null)[]): string[] {
  const yes = replies.filter((reply) => reply?.ok === true);
  if (yes.length !== 1) return [`${yes.length} officers acknowledged one alarm`];
  const no = replies.find((reply) => reply?.ok === false);
  if (no?.ok !== false) return ['the second officer got no answer'];
  const { code, detail = '' } = no.refusal;
  if (code !== 'already-acknowledged') return [`the second officer was told ${code}`];
  const isTold = /^(zone|second), \d{4}-\d\d-\d\dT/.test(detail);
  return isTold ? [] : [`the second officer was told "${detail}", not who and when`];
}

/** The act arrives, its answer never does: the same act again must not happen twice. */
async function retryAfterLostReply(
  product: RowProduct,
  desk: LightDesk,
  incidentId: string,
): Promise<string[]> {
  const breaches: string[] = [];
  const note: Command = {
    commandId: randomUUID(),
    name: 'incident.note',
    basedOnVersion: null,
    argument: { incidentId, text: `note ${randomUUID()}` },
  };
  for (let attempt = 0; attempt < 3; attempt++) {
    const lost = desk.command(note);
    // The bytes are on their way; the answer finds nobody.
    await pause(2 * attempt);
    desk.drop();
    await lost;
    while (desk.atHeadSinceMs() === null) await pause(20);
  }
  // A line that was dropped a moment ago may take a question with it: a page asks until it is answered.
  let reply = await desk.command(note);
  for (let again = 0; reply === null && again < 50; again++) {
    await pause(100);
    reply = await desk.command(note);
  }
  if (!reply?.ok) breaches.push(`a retried act was refused: ${JSON.stringify(reply)}`);
  const log = await readLog(product, await product.cookieOf(zoneOfficer));
  const effects = log.filter(
    ({ type, data }) => type === 'incident.noted' && data.text === note.argument.text,
  );
  if (effects.length !== 1) breaches.push(`a retried act had ${effects.length} effects`);
  return breaches;
}

/** Alarms that two entries acknowledge without having asked again in between. */
function doublesIn(log: readonly DurableEvent[]): string[] {
  const acknowledged = new Set<string>();
  const doubled: string[] = [];
  for (const { type, data } of log) {
    if (type === 'alarm.repeated') acknowledged.delete(data.alarmId);
    if (type !== 'alarm.acknowledged') continue;
    if (acknowledged.has(data.alarmId)) doubled.push(data.alarmId);
    acknowledged.add(data.alarmId);
  }
  return doubled;
}
