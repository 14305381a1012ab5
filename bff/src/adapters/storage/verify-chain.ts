import { DatabaseSync } from 'node:sqlite';
import { databaseFile } from './data-dir.ts';
import { chainHash, chainStart } from './entry-json.ts';
import { bytesIn, numberIn, type Row, textIn } from './row-values.ts';

export type ChainVerdict =
  /** The head's hash in hexadecimal: compare it with one that was noted elsewhere. */
  | { ok: true; entries: number; headHash: string }
  | { ok: false; badSeq: number; reason: 'missing' | 'misnumbered' | 'changed' };

type Link = { seq: number; hash: Uint8Array };

const seqInBody = (body: string): unknown => {
  try {
    return JSON.parse(body).seq;
  } catch {
    return null;
  }
};

/** What is wrong with the row that follows `previous`, or null. */
function faultIn(row: Row, previous: Link): 'missing' | 'misnumbered' | 'changed' | null {
  const seq = numberIn(row, 'seq');
  const body = textIn(row, 'body');
  if (seq !== previous.seq + 1) return 'missing';
  if (Buffer.compare(chainHash(previous.hash, body), bytesIn(row, 'hash')) !== 0) return 'changed';
  return seqInBody(body) === seq ? null : 'misnumbered';
}

function walk(rows: Iterable<Row>): ChainVerdict {
  let previous: Link = { seq: 0, hash: chainStart };
  for (const row of rows) {
    const reason = faultIn(row, previous);
    if (reason !== null) return { ok: false, badSeq: previous.seq + 1, reason };
    previous = { seq: numberIn(row, 'seq'), hash: bytesIn(row, 'hash') };
  }
  return { ok: true, entries: previous.seq, headHash: Buffer.from(previous.hash).toString('hex') };
}

/**
 * Recomputes the hash chain of the log in `dataDir` from the first entry on and names the first bad
 * one. Reads only, also beside a running process. Two things a chain alone cannot show: entries cut
 * off at the end, and a forger who recomputed all that follows; both change the head's hash, so an
 * auditor compares it with a copy kept outside this machine.
 */
export function verifyChain(dataDir: string): ChainVerdict {
  const db = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
  try {
    return walk(db.prepare('SELECT seq, body, hash FROM entry ORDER BY seq').iterate());
  } finally {
    db.close();
  }
}
