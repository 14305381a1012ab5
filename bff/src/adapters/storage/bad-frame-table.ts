import type { DatabaseSync } from 'node:sqlite';
import { gatewayNames } from '@ftz/shared/contract/device.ts';
import type { BadFrame } from '#domain/ports.ts';
import { bytesIn, numberIn, type Row, textIn, wordIn } from './row-values.ts';
import { inTransaction } from './transaction.ts';

const keptFrames = 1000;

const badFrameIn = (row: Row): BadFrame => ({
  gateway: wordIn(row, 'gateway', gatewayNames),
  atMs: numberIn(row, 'at_ms'),
  peer: textIn(row, 'peer'),
  reason: textIn(row, 'reason'),
  bytes: bytesIn(row, 'bytes'),
  length: numberIn(row, 'length'),
});

export function badFrameTable(db: DatabaseSync) {
  const insert = db.prepare(
    'INSERT INTO bad_frame (gateway, at_ms, peer, reason, bytes, length) VALUES (?, ?, ?, ?, ?, ?)',
  );
  // Ids have no holes: only the oldest ever go.
  const forgetOld = db.prepare(
    `DELETE FROM bad_frame WHERE id <= (SELECT max(id) FROM bad_frame) - ${keptFrames}`,
  );
  const newest = db.prepare('SELECT * FROM bad_frame ORDER BY id DESC LIMIT ?');

  return {
    keepBadFrames(frames: BadFrame[]): void {
      inTransaction(db, () => {
        for (const { gateway, atMs, peer, reason, bytes, length } of frames) {
          insert.run(gateway, Math.floor(atMs), peer, reason, bytes, length);
        }
        forgetOld.run();
      });
    },

    recentBadFrames: (limit: number): BadFrame[] => newest.all(limit).map(badFrameIn),
  };
}
