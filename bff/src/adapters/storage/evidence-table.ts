import type { DatabaseSync } from 'node:sqlite';
import type { EvidenceCount, EvidenceRecord, NewEvidence } from '#domain/ports.ts';
import {
  areasIn,
  numberIn,
  optionalNumberIn,
  optionalTextIn,
  type Row,
  textIn,
} from './row-values.ts';

/** Everything of a file but its bytes, which lie in DATA_DIR/evidence. */
export type EvidenceRow = Omit<NewEvidence, 'bytes'> & { sha256: string; sizeBytes: number };

const recordIn = (row: Row): EvidenceRecord => ({
  id: textIn(row, 'id'),
  mediaType: textIn(row, 'media_type'),
  sha256: textIn(row, 'sha256'),
  areas: areasIn(row, 'areas'),
  incidentId: optionalTextIn(row, 'incident_id'),
  accountId: optionalTextIn(row, 'account_id'),
  capturedAtMs: optionalNumberIn(row, 'captured_at_ms'),
  sizeBytes: numberIn(row, 'size_bytes'),
  deletedAtMs: optionalNumberIn(row, 'deleted_at_ms'),
});

export function evidenceTable(db: DatabaseSync) {
  const insert = db.prepare(`
    INSERT INTO evidence
      (id, media_type, sha256, areas, incident_id, account_id, saved_at_ms, captured_at_ms, size_bytes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const byId = db.prepare('SELECT * FROM evidence WHERE id = ?');
  const markDeleted = db.prepare(
    'UPDATE evidence SET deleted_at_ms = ? WHERE id = ? AND deleted_at_ms IS NULL',
  );
  const ofIncident = db.prepare('SELECT count(*) AS n FROM evidence WHERE incident_id = ?');
  const ofAccount = db.prepare(
    `SELECT count(*) AS n, coalesce(sum(size_bytes), 0) AS bytes FROM evidence
     WHERE account_id = ? AND saved_at_ms > ?`,
  );

  return {
    addEvidence(row: EvidenceRow): void {
      const { id, mediaType, sha256, areas, incidentId, accountId, savedAtMs } = row;
      const of = [incidentId, accountId, Math.floor(savedAtMs)];
      insert.run(
        id,
        mediaType,
        sha256,
        JSON.stringify(areas),
        ...of,
        row.capturedAtMs,
        row.sizeBytes,
      );
    },

    findEvidence(id: string): EvidenceRecord | null {
      const row = byId.get(id);
      return row === undefined ? null : recordIn(row);
    },

    /** The first time counts. */
    noteEvidenceDeleted(id: string, atMs: number): void {
      markDeleted.run(Math.floor(atMs), id);
    },

    countEvidence(incidentId: string, accountId: string, sinceMs: number): EvidenceCount {
      const account = ofAccount.get(accountId, Math.floor(sinceMs)) ?? {};
      return {
        ofIncident: numberIn(ofIncident.get(incidentId) ?? {}, 'n'),
        ofAccount: numberIn(account, 'n'),
        bytesOfAccount: numberIn(account, 'bytes'),
      };
    },
  };
}
