import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { verifyChain } from '@ftz/bff/adapters/storage/verify-chain.ts';
import { isRoot, makeExt4, mountImage, rowFolder } from '#faults/harness/mounts.ts';
import { openOrdeal } from '#faults/harness/ordeal.ts';
import type { Row } from '#faults/harness/row.ts';
import { startRowProduct } from '#faults/harness/row-product.ts';

const cuts = 3;
const [desks, perSecond, diskMb] = [20, 50, 128];

/**
 * trust.md 3. What lies in the file behind a loop mount is what a disk would hold when the power goes:
 * the page cache of the file system above it is not in there, only what was flushed.
 */
export const powerCut: Row = {
  name: 'power-cut',
  promise: 'what was acknowledged when the power went is there, and its chain verifies (I1 I9)',
  tiers: ['b'],
  run: async (setting) => {
    const { after, say } = setting;
    if (!isRoot()) return { notRun: 'mounting a file system takes root' };
    const folder = rowFolder(after, 'power');
    let image: string;
    let disk: string;
    try {
      image = makeExt4(after, folder, diskMb);
      disk = mountImage(after, folder, image, 'disk-0');
    } catch (error) {
      return { notRun: `no loop mount here: ${(error as Error).message}` };
    }
    const product = await startRowProduct(after, { dataDir: join(disk, 'data') });
    const ordeal = await openOrdeal(setting, product, { desks });
    ordeal.startLoad(perSecond);
    const notes: string[] = [];
    const chains: string[] = [];
    for (let cut = 1; cut <= cuts; cut++) {
      await pause(setting.random.between(2_000, 4_000));
      product.signal('SIGSTOP');
      const copy = join(folder, `disk-${cut}.img`);
      cpSync(image, copy);
      const acknowledged = [...ordeal.journal.facts()].filter(
        ([, fact]) => fact.ackedAtMs !== null,
      );
      await product.kill();
      disk = mountImage(after, folder, copy, `disk-${cut}`);
      image = copy;
      const dataDir = join(disk, 'data');
      const verdict = verifyChain(dataDir);
      if (!verdict.ok) chains.push(`cut ${cut}: entry ${verdict.badSeq} is ${verdict.reason}`);
      product.settings.DATA_DIR = dataDir;
      await product.start();
      await ordeal.crowd.untilAtHead(30_000);
      const entries = verdict.ok ? verdict.entries : 0;
      notes.push(`cut ${cut}: ${acknowledged.length} acknowledged, ${entries} entries on the disk`);
      say(notes.at(-1) ?? '');
    }
    await pause(1_000);
    const { findings, breaches } = await ordeal.settle();
    return { findings, notes, breaches: [...breaches, ...chains] };
  },
};
