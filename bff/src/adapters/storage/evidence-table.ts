import type { DatabaseSync } from 'node:sqlite';
import type { EvidenceFile } from '#domain/ports.ts';
import { areasIn, textIn } from './row-values.ts';

/** Everything of a file but its bytes, which lie in DATA_DIR/evidence. */
export type EvidenceRow = Omit<EvidenceFile, 'bytes'>;

export function evidenceTable(db: DatabaseSync) {
  const insert = db.prepare(
    'INSERT INTO evidence (id, media_type, sha256, areas) VALUES (?, ?, ?, ?)',
  );
  const byId = db.prepare('SELECT * FROM evidence WHERE id = ?');

  return {
    addEvidence({ id, mediaType, sha256, areas }: EvidenceRow): void {
      insert.run(id, mediaType, sha256, JSON.stringify(areas));
    },

    findEvidence(id: string): EvidenceRow | null {
      const row = byId.get(id);
      if (row === undefined) return null;
      const [mediaType, sha256] = [textIn(row, 'media_type'), textIn(row, 'sha256')];
      return { id, mediaType, sha256, areas: areasIn(row, 'areas') };
    },
  };
}
