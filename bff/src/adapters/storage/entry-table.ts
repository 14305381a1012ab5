import type { DatabaseSync } from 'node:sqlite';
import type { CommandMark } from '#domain/ports.ts';
import { chainHash, chainStart, entryJson, type WrittenDraft } from './entry-json.ts';
import { bytesIn, numberIn, textIn } from './row-values.ts';
import { inTransaction } from './transaction.ts';

export type AppendRequest = { drafts: WrittenDraft[]; mark: CommandMark | null };
export type CommitRequest = { nowMs: number; appends: AppendRequest[] };
/** For each append, for each of its drafts: its number, or null where the log knew it already. */
export type CommitAnswer = { atMs: number; seqs: (number | null)[][] };

/** The newest entry; what the next one continues. */
type Head = { seq: number; atMs: number; hash: Uint8Array };

function readHead(db: DatabaseSync): Head {
  const row = db.prepare('SELECT seq, body, hash FROM entry ORDER BY seq DESC LIMIT 1').get();
  if (row === undefined) return { seq: 0, atMs: 0, hash: chainStart };
  const atMs = numberIn(JSON.parse(textIn(row, 'body')), 'atMs');
  return { seq: numberIn(row, 'seq'), atMs, hash: bytesIn(row, 'hash') };
}

/** The log's own tables. Every call is synchronous, so a read sees whole commits or nothing of them. */
export function entryTable(db: DatabaseSync) {
  const insertEntry = db.prepare('INSERT INTO entry (seq, body, hash) VALUES (?, ?, ?)');
  const insertKey = db.prepare(
    'INSERT INTO dedupe (key, seq) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const selectKey = db.prepare('SELECT 1 FROM dedupe WHERE key = ?');
  const insertMark = db.prepare(
    'INSERT INTO command (account_id, command_id, seq) VALUES (?, ?, ?)',
  );
  const selectMark = db.prepare('SELECT seq FROM command WHERE account_id = ? AND command_id = ?');
  const selectAfter = db.prepare('SELECT body FROM entry WHERE seq > ? ORDER BY seq LIMIT ?');
  const selectHash = db.prepare('SELECT hash FROM entry WHERE seq = ?');
  let committed = readHead(db);

  function seqOfCommand(mark: CommandMark): number | null {
    const row = selectMark.get(mark.accountId, mark.commandId);
    return row === undefined ? null : numberIn(row, 'seq');
  }

  function writeDraft(head: Head, draft: WrittenDraft): number | null {
    const seq = head.seq + 1;
    if (draft.dedupeKey !== null && insertKey.run(draft.dedupeKey, seq).changes === 0) return null;
    const body = entryJson(draft, seq, head.atMs);
    head.hash = chainHash(head.hash, body);
    head.seq = seq;
    insertEntry.run(seq, body, head.hash);
    return seq;
  }

  function writeAppend(head: Head, { drafts, mark }: AppendRequest): (number | null)[] {
    // A retry that overtook the answer to its first try: the first one has had the effect.
    if (mark !== null && seqOfCommand(mark) !== null) return drafts.map(() => null);
    const before = head.seq;
    const seqs = drafts.map((draft) => writeDraft(head, draft));
    if (mark !== null && head.seq > before) {
      insertMark.run(mark.accountId, mark.commandId, head.seq);
    }
    return seqs;
  }

  return {
    headSeq: (): number => committed.seq,
    headHash: (): string => Buffer.from(committed.hash).toString('hex'),
    /** The hash of an entry in hexadecimal, null when there is no such entry. */
    hashOfEntry(seq: number): string | null {
      if (seq === 0) return Buffer.from(chainStart).toString('hex');
      const row = selectHash.get(seq);
      return row === undefined ? null : Buffer.from(bytesIn(row, 'hash')).toString('hex');
    },
    knownKeys: (keys: string[]): string[] => keys.filter((key) => selectKey.get(key) !== undefined),
    seqOfCommand,

    /** All appends in one transaction. The head moves only when it holds: a failure leaves no gap. */
    commit({ nowMs, appends }: CommitRequest): CommitAnswer {
      const head = { ...committed, atMs: Math.max(committed.atMs, Math.floor(nowMs)) };
      const seqs = inTransaction(db, () => appends.map((append) => writeAppend(head, append)));
      if (head.seq > committed.seq) committed = head;
      return { atMs: head.atMs, seqs };
    },

    read: (afterSeq: number, limit: number): string[] =>
      selectAfter.all(afterSeq, limit).map((row) => textIn(row, 'body')),
  };
}
