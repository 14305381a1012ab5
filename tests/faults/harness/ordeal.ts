import { setTimeout as pause } from 'node:timers/promises';
import { auditLog } from './audit-log.ts';
import { checkJournal, type Findings } from './check-journal.ts';
import { type CrowdSettings, type DeskCrowd, openDeskCrowd } from './desk-crowd.ts';
import { type FenceField, openFenceField } from './fence-field.ts';
import { zoneOfficer } from './furnish-data-dir.ts';
import type { RowSetting } from './row.ts';
import type { RowProduct } from './row-product.ts';
import { type SteadyLoad, startSteadyLoad } from './steady-load.ts';
import { createTruthJournal, type TruthJournal } from './truth-journal.ts';

/** A crowd of desks, a field that alarms, and everything written down. */
export type Ordeal = {
  journal: TruthJournal;
  crowd: DeskCrowd;
  field: FenceField;
  startLoad: (perSecond: number, codes?: readonly string[], nowMs?: () => number) => SteadyLoad;
  /** Ends the load, waits until all is quiet, and compares. */
  settle: () => Promise<{ findings: Findings; breaches: string[] }>;
};

type Wanted = { desks: number; linesPerPanel?: number } & Partial<
  Pick<CrowdSettings, 'url' | 'onRange' | 'onBeat' | 'accounts'>
>;

const quietWithinMs = 60_000;

export async function openOrdeal(
  { after, random, say }: RowSetting,
  product: RowProduct,
  { linesPerPanel = 2, ...wanted }: Wanted,
  journal = createTruthJournal(),
): Promise<Ordeal> {
  const crowd = await openDeskCrowd({ product, journal, random: random.next, ...wanted });
  after(crowd.close);
  await crowd.untilAtHead(60_000);
  say(`${crowd.desks.length} desks are at the head`);
  const field = openFenceField(Number(product.settings.DC09_PORT), journal, linesPerPanel);
  after(field.close);
  const loads: SteadyLoad[] = [];

  return {
    journal,
    crowd,
    field,
    startLoad: (perSecond, codes, nowMs) => {
      const load = startSteadyLoad(field, { perSecond, codes, nowMs });
      loads.push(load);
      after(load.stop);
      return load;
    },
    settle: async () => {
      for (const load of loads) load.stop();
      const breaches = await untilQuiet(crowd, field);
      const { epoch } = await auditLog(product, await product.cookieOf(zoneOfficer), journal);
      const findings = await findingsOnceQuiet(journal, epoch);
      if (field.refused() > 0) breaches.push(`${field.refused()} reports were refused`);
      say(`${findings.ok} acknowledged events are on every desk`);
      return { findings, breaches: [...breaches, ...crowd.faults().slice(0, 5)] };
    },
  };
}

async function untilQuiet(crowd: DeskCrowd, field: FenceField): Promise<string[]> {
  const deadlineMs = performance.now() + quietWithinMs;
  while (field.waiting() > 0 && performance.now() < deadlineMs) await pause(50);
  const breaches: string[] = [];
  if (field.waiting() > 0) breaches.push(`${field.waiting()} reports are still unacknowledged`);
  await crowd.untilAtHead(quietWithinMs).catch((error: Error) => void breaches.push(error.message));
  return breaches;
}

/** What is acknowledged is on its way: a desk has this long to show the last of it. */
const shownWithinMs = 5_000;

async function findingsOnceQuiet(journal: TruthJournal, epoch: string): Promise<Findings> {
  const deadlineMs = performance.now() + shownWithinMs;
  for (;;) {
    const findings = checkJournal(journal, epoch);
    if (findings.lost === 0 || performance.now() > deadlineMs) return findings;
    await pause(500);
  }
}
