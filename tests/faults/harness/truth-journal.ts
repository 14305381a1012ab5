import type { AreaId } from '@ftz/shared/contract/ids.ts';

/** What a device said, by the one who sent it; times in ms of this process's monotonic clock. */
export type SentFact = { area: AreaId; sentAtMs: number; ackedAtMs: number | null };

/**
 * What a desk applied between one snapshot and the next, in its order: `seqs[i]` was `keys[i]`. The
 * snapshot covered everything up to `fromSeq`.
 */
export type DeskPage = { epoch: string; fromSeq: number; seqs: number[]; keys: number[] };
export type DeskRecord = { desk: string; areas: readonly AreaId[]; pages: DeskPage[] };

/**
 * What was really sent and what was really shown, written by senders and desks themselves and by
 * nobody of the product. Keys are kept as numbers: five hundred desks apply a million entries.
 */
export type TruthJournal = {
  keyOf: (name: string) => number;
  nameOf: (key: number) => string;
  /** Entries that no device sent (what rules and people wrote) have names that begin so. */
  sent: (key: number, area: AreaId, atMs: number) => void;
  acked: (key: number, atMs: number) => void;
  factOf: (key: number) => SentFact | undefined;
  facts: () => Iterable<[key: number, fact: SentFact]>;
  /** A desk's record, to be written to. */
  desk: (desk: string, areas: readonly AreaId[]) => DeskRecord;
  desks: readonly DeskRecord[];
};

/** Marks the name of an entry that no device sent: nobody is asked for its acknowledgement. */
export const ownEntry = '~';

export function createTruthJournal(): TruthJournal {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const facts = new Map<number, SentFact>();
  const desks: DeskRecord[] = [];
  return {
    keyOf: (name) => {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
    nameOf: (key) => names[key] ?? `key ${key}`,
    sent: (key, area, atMs) => {
      if (!facts.has(key)) facts.set(key, { area, sentAtMs: atMs, ackedAtMs: null });
    },
    acked: (key, atMs) => {
      const fact = facts.get(key);
      if (fact) fact.ackedAtMs ??= atMs;
    },
    factOf: (key) => facts.get(key),
    facts: () => facts.entries(),
    desk: (desk, areas) => {
      const record = { desk, areas, pages: [] };
      desks.push(record);
      return record;
    },
    desks,
  };
}
