import type { DatabaseSync } from 'node:sqlite';
import type { EvidenceCount, EvidenceRecord, NewEvidence } from '#domain/ports.ts';
import { areasIn, numberIn, optionalTextIn, type Row, textIn } from './row-values.ts';

/** Everything of a file but its bytes, which lie in DATA_DIR/evidence. */
export type EvidenceRow = Omit<NewEvidence, 'bytes'> & { sha256: string };

const recordIn = (row: Row): EvidenceRecord => ({
  id: textIn(row, 'id'),
  mediaType: textIn(row, 'media_type'),
  sha256: textIn(row, 'sha256'),
  areas: areasIn(row, 'areas'),
  incidentId: optionalTextIn(row, 'incident_id'),
});

export function evidenceTable(db: DatabaseSync) {
  const insert = db.prepare(`
    INSERT INTO evidence (id, media_type, sha256, areas, incident_id, account_id, saved_at_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const byId = db.prepare('SELECT * FROM evidence WHERE id = ?');
  const ofIncident = db.prepare('SELECT count(*) AS n FROM evidence WHERE incident_id = ?');
  const ofAccount = db.prepare(
    'SELECT count(*) AS n FROM evidence WHERE account_id = ? AND saved_at_ms > ?',
  );

  return {
    addEvidence(row: EvidenceRow): void {
      const { id, mediaType, sha256, areas, incidentId, accountId, savedAtMs } = row;
      const atMs = Math.floor(savedAtMs);
      insert.run(id, mediaType, sha256, JSON.stringify(areas), incidentId, accountId, atMs);
    },

    findEvidence(id: string): EvidenceRecord | null {
      const row = byId.get(id);
      return row === undefined ? null : recordIn(row);
    },

    countEvidence(incidentId: string, accountId: string, sinceMs: number): EvidenceCount {
      return {
        ofIncident: numberIn(ofIncident.get(incidentId) ?? {}, 'n'),
        ofAccount: numberIn(ofAccount.get(accountId, Math.floor(sinceMs)) ?? {}, 'n'),
      };
    },
  };
}
