import { type DeskPage, type DeskRecord, ownEntry, type TruthJournal } from './truth-journal.ts';

export type FaultKind = 'lost' | 'unknown' | 'duplicate' | 'outOfOrder' | 'outOfScope';
/** How many of each, and the first few as sentences. */
export type Findings = Record<FaultKind, number> & { ok: number; sentences: string[] };

/** More of one kind tell nothing new. */
const mostSentences = 5;

/**
 * Compares what was sent with what every desk applied in the history `epoch`, once all is quiet. An
 * event that was never acknowledged may be there or not; one that was must be on every desk of its
 * area, live or under a snapshot. In other histories (of before a restore) nothing can be missing, but
 * nothing may be doubled, out of order or out of scope either.
 */
export function checkJournal(journal: TruthJournal, epoch: string): Findings {
  const findings: Findings = {
    ok: 0,
    lost: 0,
    unknown: 0,
    duplicate: 0,
    outOfOrder: 0,
    outOfScope: 0,
    sentences: [],
  };
  const said = new Map<FaultKind, number>();
  const report = (kind: FaultKind, sentence: string) => {
    findings[kind] += 1;
    const times = (said.get(kind) ?? 0) + 1;
    said.set(kind, times);
    if (times <= mostSentences) findings.sentences.push(`${kind}: ${sentence}`);
  };
  const epochs = new Set(journal.desks.flatMap(({ pages }) => pages.map((page) => page.epoch)));
  const places = new Map([...epochs].map((one) => [one, placesIn(journal, one, report)]));
  for (const desk of journal.desks) checkDesk(journal, desk, report);
  findings.ok = countKept(journal, epoch, places.get(epoch) ?? new Map(), report);
  return findings;
}

type Report = (kind: FaultKind, sentence: string) => void;
/** Where each key stands in a history. */
type Places = Map<number, number>;

/** One history has one order: what desks say of it is laid one upon the other. */
function placesIn(journal: TruthJournal, epoch: string, report: Report): Places {
  const keyAt = new Map<number, number>();
  const seqOf: Places = new Map();
  // Five hundred desks would say the same of one entry.
  const told = new Set<number>();
  const reportOnce: ReportOf = (seq, kind, sentence) => {
    if (!told.has(seq)) report(kind, sentence());
    told.add(seq);
  };
  for (const { desk, pages } of journal.desks) {
    for (const page of pages) {
      if (page.epoch === epoch) layOn(journal, desk, page, keyAt, seqOf, reportOnce);
    }
  }
  return seqOf;
}

type ReportOf = (seq: number, kind: FaultKind, sentence: () => string) => void;

function layOn(
  { nameOf }: TruthJournal,
  desk: string,
  { seqs, keys }: DeskPage,
  keyAt: Map<number, number>,
  seqOf: Places,
  report: ReportOf,
): void {
  for (let i = 0; i < seqs.length; i++) {
    const seq = seqs[i] as number;
    const key = keys[i] as number;
    const before = keyAt.get(seq) ?? key;
    if (before !== key) {
      report(
        seq,
        'outOfOrder',
        () => `${seq} is ${nameOf(key)} on ${desk}, else ${nameOf(before)}`,
      );
      continue;
    }
    keyAt.set(seq, key);
    const place = seqOf.get(key) ?? seq;
    if (place !== seq) {
      report(seq, 'duplicate', () => `${nameOf(key)} is entry ${place} and entry ${seq}`);
    }
    seqOf.set(key, place);
  }
}

function checkDesk(journal: TruthJournal, { desk, areas, pages }: DeskRecord, report: Report) {
  const reached = new Map<string, number>();
  const applied = new Map<string, Set<number>>();
  for (const page of pages) {
    const seen = applied.get(page.epoch) ?? new Set();
    applied.set(page.epoch, seen);
    const last = reached.get(page.epoch) ?? 0;
    if (page.fromSeq < last)
      report('outOfOrder', `${desk} went back from ${last} to ${page.fromSeq}`);
    checkPage(journal, desk, areas, page, seen, report);
    reached.set(page.epoch, Math.max(page.fromSeq, page.seqs.at(-1) ?? 0));
  }
}

function checkPage(
  journal: TruthJournal,
  desk: string,
  areas: DeskRecord['areas'],
  { fromSeq, seqs, keys }: DeskPage,
  seen: Set<number>,
  report: Report,
) {
  let last = fromSeq;
  for (let i = 0; i < seqs.length; i++) {
    const seq = seqs[i] as number;
    const key = keys[i] as number;
    if (seen.has(key)) report('duplicate', `${journal.nameOf(key)} twice on ${desk}`);
    else if (seq <= last) report('outOfOrder', `${desk} applied ${seq} after ${last}`);
    seen.add(key);
    last = Math.max(last, seq);
    const fact = journal.factOf(key);
    if (fact && !areas.includes(fact.area)) {
      report(
        'outOfScope',
        `${journal.nameOf(key)} of ${fact.area} on ${desk} (${areas.join(' ')})`,
      );
    }
    if (!fact && !journal.nameOf(key).startsWith(ownEntry)) {
      report('unknown', `${journal.nameOf(key)} on ${desk}, sent by nobody`);
    }
  }
}

/** What a desk shows of one history: what it applied, and what its snapshots told. */
type Shown = { record: DeskRecord; keys: Set<number>; upToSeq: number };

function shownBy(record: DeskRecord, epoch: string): Shown {
  const pages = record.pages.filter((page) => page.epoch === epoch);
  return {
    record,
    keys: new Set(pages.flatMap(({ keys }) => keys)),
    upToSeq: Math.max(-1, ...pages.map(({ fromSeq }) => fromSeq)),
  };
}

/** Counts the acknowledged events that are on every desk that they are for. */
function countKept(journal: TruthJournal, epoch: string, places: Places, report: Report): number {
  const desks = journal.desks.map((record) => shownBy(record, epoch));
  let kept = 0;
  for (const [key, fact] of journal.facts()) {
    if (fact.ackedAtMs === null) continue;
    const place = places.get(key);
    const entitled = desks.filter(({ record }) => record.areas.includes(fact.area));
    const shows = ({ keys, upToSeq }: Shown) =>
      keys.has(key) || (place !== undefined && place <= upToSeq);
    const without = entitled.filter((desk) => !shows(desk));
    if (without.length === 0) kept += 1;
    else report('lost', lostSentence(journal.nameOf(key), without, entitled.length));
  }
  return kept;
}

function lostSentence(name: string, without: Shown[], entitled: number): string {
  if (without.length === entitled) return `${name} is on no desk`;
  return `${name} is not on ${without[0]?.record.desk} (${without.length} of ${entitled} desks)`;
}

export const isClean = (findings: Findings): boolean =>
  findings.lost +
    findings.unknown +
    findings.duplicate +
    findings.outOfOrder +
    findings.outOfScope ===
  0;
