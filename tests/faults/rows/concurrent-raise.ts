import { encodeZoneEvent } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import { readLog } from '#faults/harness/audit-log.ts';
import { zoneOfficer } from '#faults/harness/furnish-data-dir.ts';
import { openPanelLine, type PanelLine } from '#faults/harness/panel-line.ts';
import type { Row } from '#faults/harness/row.ts';
import { startRowProduct } from '#faults/harness/row-product.ts';

const reports = 200;
const account = '1001';

type Condition = { says: string; zone: number; sameMessage: boolean };
const conditions: Condition[] = [
  { says: 'one message 200 times', zone: 1, sameMessage: true },
  { says: '200 messages of one condition', zone: 7, sameMessage: false },
];

/** trust.md 5. */
export const concurrentRaise: Row = {
  name: 'concurrent-raise',
  promise: '200 reports of one condition at once raise exactly one alarm',
  tiers: ['a', 'b'],
  run: async ({ after }) => {
    const product = await startRowProduct(after);
    const port = Number(product.settings.DC09_PORT);
    const lines = Array.from({ length: reports }, () => openPanelLine(port));
    after(() => {
      for (const line of lines) line.close();
    });
    const breaches: string[] = [];
    const notes: string[] = [];
    for (const condition of conditions) {
      await raiseAtOnce(lines, condition);
      const log = await readLog(product, await product.cookieOf(zoneOfficer));
      const raised = log.filter(
        ({ type, data }) =>
          type === 'alarm.raised' &&
          data.alarm.entityId === `WGQ-F${String(condition.zone).padStart(2, '0')}`,
      );
      const kept = log.filter(
        ({ type, data }) => type === 'fence.reported' && data.report.zone === condition.zone,
      );
      const expected = condition.sameMessage ? 1 : reports;
      notes.push(`${condition.says}: ${raised.length} alarm, ${kept.length} reports kept`);
      if (raised.length !== 1) breaches.push(`${condition.says}: ${raised.length} alarms`);
      if (kept.length !== expected) breaches.push(`${condition.says}: ${kept.length} reports kept`);
    }
    return { notes, breaches };
  },
};

/** Resolves when all of them were acknowledged. */
async function raiseAtOnce(lines: readonly PanelLine[], { zone, sameMessage }: Condition) {
  const atMs = Math.floor(Date.now() / 1000) * 1000;
  const acked = lines.map((line, i) => {
    const seq = sameMessage ? 1 : i + 1;
    const frame = encodeZoneEvent({ account, seq, zone, code: 'BA', atMs });
    return new Promise<void>((resolve) => line.send({ seq, frame, onAcked: resolve }));
  });
  await Promise.all(acked);
}
