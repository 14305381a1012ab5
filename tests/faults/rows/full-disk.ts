import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fillDisk } from '#faults/harness/fill-disk.ts';
import { zoneOfficer } from '#faults/harness/furnish-data-dir.ts';
import type { LightDesk } from '#faults/harness/light-desk.ts';
import { isRoot, mountTmpfs, rowFolder } from '#faults/harness/mounts.ts';
import { openOrdeal } from '#faults/harness/ordeal.ts';
import type { Row } from '#faults/harness/row.ts';
import { type RowProduct, startRowProduct } from '#faults/harness/row-product.ts';

const [desks, perSecond, diskMb] = [20, 50, 48];
const fillWithinMs = 60_000;
const resumeWithinMs = 15_000;

/** trust.md 11. */
export const fullDisk: Row = {
  name: 'full-disk',
  promise:
    'a full disk: devices hear no acknowledgement, officers still act, all resumes by itself',
  tiers: ['b'],
  run: async (setting) => {
    const { after, say } = setting;
    if (!isRoot()) return { notRun: 'mounting a file system takes root' };
    let disk: string;
    try {
      disk = mountTmpfs(after, rowFolder(after, 'full'), diskMb);
    } catch (error) {
      return { notRun: `no tmpfs here: ${(error as Error).message}` };
    }
    const product = await startRowProduct(after, { dataDir: join(disk, 'data') });
    let stalled: number | null = null;
    const ordeal = await openOrdeal(setting, product, {
      desks,
      onBeat: (beat) => {
        stalled = beat.stalledSinceMs;
      },
    });
    ordeal.startLoad(perSecond);
    await pause(3_000);
    const filler = join(disk, 'filler');
    fillDisk(filler);
    // The log itself has some room left in its files: the load uses that up.
    const filledAtMs = performance.now();
    while (stalled === null && performance.now() - filledAtMs < fillWithinMs) {
      fillDisk(filler);
      await pause(200);
    }
    const breaches: string[] = [];
    if (stalled === null) breaches.push('desks were never told that nothing can be recorded');
    say(`full after ${Math.round(performance.now() - filledAtMs)} ms`);
    await pause(1_000);
    const acked = countAcked();
    const acts = await actWhileFull(product, ordeal.crowd.desks[0] as LightDesk);
    await pause(4_000);
    const ackedMeanwhile = countAcked() - acked;
    if (ackedMeanwhile > 0) breaches.push(`${ackedMeanwhile} reports acknowledged on a full disk`);
    if (acts.refused.length > 0) breaches.push(`officers were refused: ${acts.refused.join('; ')}`);

    rmSync(filler);
    const freedAtMs = performance.now();
    while (countAcked() === acked && performance.now() - freedAtMs < resumeWithinMs)
      await pause(50);
    const resumedMs = Math.round(performance.now() - freedAtMs);
    if (resumedMs >= resumeWithinMs) breaches.push('nothing was acknowledged after room was made');
    const { findings, breaches: unquiet } = await ordeal.settle();
    if (stalled !== null) breaches.push('desks still believe that nothing can be recorded');
    const notes = [
      `${acts.done} acts of officers went through while it was full`,
      `first acknowledgement ${resumedMs} ms after room was made; ${findings.ok} events kept`,
    ];
    return { findings, notes, breaches: [...breaches, ...unquiet] };

    function countAcked(): number {
      return [...ordeal.journal.facts()].filter(([, fact]) => fact.ackedAtMs !== null).length;
    }
  },
};

/** Acknowledges alarms and writes notes, as on any day. */
async function actWhileFull(product: RowProduct, desk: LightDesk) {
  const { situation } = await product.situation(await product.cookieOf(zoneOfficer));
  const refused: string[] = [];
  let done = 0;
  const act = async (name: string, argument: object) => {
    const command = { commandId: randomUUID(), name, basedOnVersion: null, argument };
    const reply = await desk.command(command as never);
    if (reply?.ok) done += 1;
    else refused.push(`${name}: ${reply?.refusal.code ?? 'no answer'}`);
  };
  const unacked = Object.values(situation.alarms).filter(({ state }) => state === 'unacked');
  for (const { id } of unacked.slice(0, 10)) await act('alarm.acknowledge', { alarmId: id });
  for (const id of Object.keys(situation.incidents).slice(0, 5)) {
    await act('incident.note', { incidentId: id, text: 'the disk is full' });
  }
  return { done, refused };
}
