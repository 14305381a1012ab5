import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isRoot, makeExt4, mountImage, rowFolder, sh } from '#faults/harness/mounts.ts';
import { type Ordeal, openOrdeal } from '#faults/harness/ordeal.ts';
import type { Row, RowSetting } from '#faults/harness/row.ts';
import { type RowProduct, startRowProduct } from '#faults/harness/row-product.ts';
import type { After } from '#faults/harness/undo.ts';

const [desks, perSecond] = [20, 20];
const hangMs = 20_000;
const saidWithinMs = 5_000;
/** What the disk had taken before it hung may still be acknowledged. */
const onTheWayMs = 500;

/** What a desk is told of it by its beats. */
type Told = { stalledAtMs: number | null; healedAtMs: number | null };

type Hang = { start: () => Promise<void>; end: () => Promise<void> };

/** trust.md 9. */
export const hungStore: Row = {
  name: 'hung-store',
  promise: 'a store held by somebody else: no acknowledgement, desks told within 5 s, nothing lost',
  tiers: ['b'],
  run: async (setting) => {
    const product = await startRowProduct(setting.after);
    const file = join(product.dataDir, 'command-center.db');
    return hangAndSee(setting, product, foreignWriter(setting.after, file));
  },
};

export const frozenDisk: Row = {
  name: 'frozen-disk',
  promise: 'a disk that stands still: no acknowledgement, desks told within 5 s, nothing lost',
  tiers: ['b'],
  run: async (setting) => {
    const { after } = setting;
    if (!isRoot()) return { notRun: 'freezing a file system takes root' };
    const folder = rowFolder(after, 'frozen');
    let disk: string;
    try {
      disk = mountImage(after, folder, makeExt4(after, folder, 128), 'disk');
    } catch (error) {
      return { notRun: `no loop mount here: ${(error as Error).message}` };
    }
    const product = await startRowProduct(after, { dataDir: join(disk, 'data') });
    return hangAndSee(setting, product, frozen(after, disk));
  },
};

/** A person with a shell who began to write and went for tea. */
function foreignWriter(after: After, file: string): Hang {
  const program = `const { DatabaseSync } = require('node:sqlite');
    const db = new DatabaseSync(process.argv[1], { timeout: 10_000 });
    db.exec('BEGIN IMMEDIATE');
    process.stdout.write('held');
    setInterval(() => {}, 1_000);`;
  let writer: ChildProcess | null = null;
  const end = async () => {
    if (writer?.exitCode === null && writer.kill('SIGKILL')) await once(writer, 'close');
    writer = null;
  };
  after(end);
  return {
    start: async () => {
      const child = spawn(process.execPath, ['-e', program, file]);
      writer = child;
      await once(child.stdout, 'data');
    },
    end,
  };
}

function frozen(after: After, disk: string): Hang {
  let isFrozen = false;
  const end = async () => {
    if (isFrozen) sh('fsfreeze', '-u', disk);
    isFrozen = false;
  };
  after(end);
  return {
    start: async () => {
      sh('fsfreeze', '-f', disk);
      isFrozen = true;
    },
    end,
  };
}

async function hangAndSee(setting: RowSetting, product: RowProduct, hang: Hang) {
  const told: Told = { stalledAtMs: null, healedAtMs: null };
  const ordeal = await openOrdeal(setting, product, {
    desks,
    onBeat: ({ stalledSinceMs }, atMs) => {
      if (stalledSinceMs !== null) told.stalledAtMs ??= atMs;
      else if (told.stalledAtMs !== null) told.healedAtMs ??= atMs;
    },
  });
  ordeal.startLoad(perSecond);
  await pause(2_000);
  await hang.start();
  const hungAtMs = performance.now();
  await pause(hangMs);
  const ackedMeanwhile = ackedBetween(ordeal, hungAtMs + onTheWayMs, performance.now());
  await hang.end();
  const endedAtMs = performance.now();
  await pause(6_000);
  const { findings, breaches } = await ordeal.settle();

  const saidMs = told.stalledAtMs === null ? Number.POSITIVE_INFINITY : told.stalledAtMs - hungAtMs;
  if (ackedMeanwhile > 0) breaches.push(`${ackedMeanwhile} reports acknowledged without a commit`);
  if (saidMs > saidWithinMs) breaches.push(`desks were told after ${Math.round(saidMs)} ms`);
  if (told.healedAtMs === null) breaches.push('desks were never told that it works again');
  const healedMs = (told.healedAtMs ?? endedAtMs) - endedAtMs;
  const notes = [
    `hung for ${hangMs / 1000} s; desks told after ${Math.round(saidMs)} ms, and that it works again after ${Math.round(healedMs)} ms`,
    `${findings.ok} events kept`,
  ];
  return { findings, notes, breaches };
}

function ackedBetween({ journal }: Ordeal, fromMs: number, toMs: number): number {
  const isBetween = (atMs: number | null) => atMs !== null && atMs > fromMs && atMs < toMs;
  return [...journal.facts()].filter(([, { ackedAtMs }]) => isBetween(ackedAtMs)).length;
}
