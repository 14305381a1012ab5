import type { Incident } from '#contract/incident.ts';
import type { LaneComparison, LaneItem } from '#contract/lane-decision.ts';
import type { LaneRead } from '#contract/lane-passage.ts';
import type { Situation } from '#contract/situation.ts';
import { documentsOf, type EvidenceSubject, readsOf, subjectOf } from './evidence-of.ts';
import { laneOutcomeKey } from './lane-outcome.ts';
import { ownOf } from './own.ts';

/** What papers and lanes both speak of, in the order in which an officer reads it. */
export const comparedItems = ['plate', 'vehicle-tag', 'container', 'seal', 'weight'] as const;
export type ComparedItem = (typeof comparedItems)[number];

/** `unsure`: read, and nobody can say whether that is right (nothing declared, no tolerance set). */
export type CellVerdict = 'match' | 'differs' | 'unsure' | 'not-read';
export type ComparedCell = {
  text: string | null;
  verdict: CellVerdict;
  /** Which characters are not as declared. */
  differing: number[];
  /** Of a weight: how far it is from what was declared. */
  differencePct: number | null;
  tolerance: string | null;
};
export type ComparedRow = {
  item: ComparedItem;
  declared: string | null;
  /** One for each reading. */
  cells: ComparedCell[];
};
/** A reading, or what the rule saw where no reading is kept. */
export type ComparedReading = { key: string | null; gateId: string | null; atMs: number };
export type EvidenceComparison = { readings: ComparedReading[]; rows: ComparedRow[] };

/** What was declared beside what each gate read, with every difference marked. */
export function compareEvidence(situation: Situation, incident: Incident): EvidenceComparison {
  const subject = subjectOf(situation, incident);
  const declared = declaredOf(situation, subject);
  const reads = readsOf(situation, subject).slice(-2);
  if (reads.length === 0) return comparedByFacts(subject, declared);
  return {
    readings: reads.map(({ passage, atMs }) => ({
      key: laneOutcomeKey(passage.laneId, passage.eventId),
      gateId: passage.gateId,
      atMs,
    })),
    rows: comparedItems.map((item) => ({
      item,
      declared: declared[item],
      cells: reads.map((read) => cellOf(item, declared[item], read, situation)),
    })),
  };
}

type Declared = Record<ComparedItem, string | null>;

/** The journey's own words first; what it does not say the papers say, and at last the facts of the alarm. */
function declaredOf(situation: Situation, subject: EvidenceSubject): Declared {
  const [journeyId] = subject.journeyIds;
  const journey = ownOf(situation.journeys, journeyId ?? '');
  const papers = documentsOf(situation, subject).toReversed();
  const weight =
    journey?.grossWeightKg ?? papers.find(({ weightKg }) => weightKg !== null)?.weightKg ?? null;
  const plate = journey?.plate ?? factOf(subject, 'plate', 'expected');
  const container =
    journey?.containerNo ?? papers.find(({ containerNo }) => containerNo !== null)?.containerNo;
  return {
    plate,
    // A tag says which vehicle it is fixed to.
    'vehicle-tag': plate,
    container: container ?? factOf(subject, 'container', 'expected'),
    seal: journey?.sealId ?? factOf(subject, 'seal', 'expected'),
    weight: weight === null ? factOf(subject, 'weight', 'expected') : String(weight),
  };
}

const factNames: Record<ComparedItem, readonly string[]> = {
  plate: ['plate'],
  'vehicle-tag': ['vehicle-tag'],
  container: ['container', 'container-front', 'container-rear'],
  seal: ['seal'],
  weight: ['weight', 'weight-kg'],
};

function factOf(
  { alarms }: EvidenceSubject,
  item: ComparedItem,
  end: 'expected' | 'observed',
): string | null {
  const names = factNames[item].map((name) => `${name}-${end}`);
  const facts = alarms.flatMap((alarm) => alarm.facts);
  return facts.find(({ name }) => names.includes(name))?.value ?? null;
}

/** No reading is kept: what the rule saw is what there is. */
function comparedByFacts(subject: EvidenceSubject, declared: Declared): EvidenceComparison {
  const observed = comparedItems.map((item) => factOf(subject, item, 'observed'));
  if (observed.every((value) => value === null)) {
    const rows = comparedItems.map((item) => ({ item, declared: declared[item], cells: [] }));
    return { readings: [], rows };
  }
  const [alarm] = subject.alarms;
  return {
    readings: [{ key: null, gateId: alarm?.gateId ?? null, atMs: alarm?.deviceAtMs ?? 0 }],
    rows: comparedItems.map((item, i) => ({
      item,
      declared: declared[item],
      cells: [compared(declared[item], observed[i] ?? null)],
    })),
  };
}

const itemsOfLane: Record<ComparedItem, readonly LaneItem[]> = {
  plate: ['plate'],
  'vehicle-tag': ['vehicle-tag'],
  container: ['container-front', 'container-rear'],
  seal: ['seal', 'seal-state'],
  weight: ['weight'],
};

function cellOf(
  item: ComparedItem,
  declared: string | null,
  { passage }: LaneRead,
  situation: Situation,
): ComparedCell {
  const key = laneOutcomeKey(passage.laneId, passage.eventId);
  const lines = (ownOf(situation.laneOutcomes, key)?.comparison ?? []).filter((line) =>
    itemsOfLane[item].includes(line.item),
  );
  if (item === 'weight') return weightCell(declared, passage.weightKg, lines);
  return judged(compared(declared, readingOf(item, passage, declared)), lines);
}

function readingOf(
  item: Exclude<ComparedItem, 'weight'>,
  { plate, rfids, containerNos, seals }: LaneRead['passage'],
  declared: string | null,
): string | null {
  switch (item) {
    case 'plate':
      return plate;
    case 'vehicle-tag':
      return rfids?.find(({ kind, plate }) => kind === 'vehicle' && plate !== null)?.plate ?? null;
    case 'container':
      return containerNos.find((no) => no === declared) ?? (containerNos.join(' ') || null);
    case 'seal':
      return (
        seals.map(({ id, state }) => (state === 'sealed' ? id : `${id} (${state})`)).join(' ') ||
        null
      );
  }
}

function compared(declared: string | null, text: string | null): ComparedCell {
  const cell = { text, differing: [] as number[], differencePct: null, tolerance: null };
  if (text === null) return { ...cell, verdict: 'not-read' };
  if (declared === null) return { ...cell, verdict: 'unsure' };
  const differing = differingIn(declared, text);
  return { ...cell, differing, verdict: differing.length === 0 ? 'match' : 'differs' };
}

/** The house's own word about this line stands above the comparison of letters. */
function judged(cell: ComparedCell, lines: readonly LaneComparison[]): ComparedCell {
  if (lines.some(({ verdict }) => verdict === 'mismatch' || verdict === 'hit'))
    return { ...cell, verdict: 'differs' };
  const doubted = cell.verdict === 'match' && lines.some(({ verdict }) => verdict === 'unsure');
  return doubted ? { ...cell, verdict: 'unsure' } : cell;
}

function weightCell(
  declared: string | null,
  kg: number | null,
  lines: readonly LaneComparison[],
): ComparedCell {
  const expected = declared === null ? Number.NaN : Number(declared);
  const tolerance = lines.find((line) => line.tolerance !== null)?.tolerance ?? null;
  const cell = { text: kg === null ? null : String(kg), differing: [], tolerance };
  // A scale that shows nothing has not weighed.
  if (kg === null || kg === 0) return { ...cell, differencePct: null, verdict: 'not-read' };
  if (!Number.isFinite(expected) || expected === 0)
    return { ...cell, differencePct: null, verdict: 'unsure' };
  const differencePct = ((kg - expected) / expected) * 100;
  const line = lines.find(({ item }) => item === 'weight');
  const byLetter: CellVerdict = kg === expected ? 'match' : 'unsure';
  const verdict =
    line?.verdict === 'mismatch' ? 'differs' : line?.verdict === 'match' ? 'match' : byLetter;
  return { ...cell, differencePct, verdict };
}

/** Which characters of `text` are not those of `declared`: by place where both are as long, else what lies between what is the same at both ends. */
export function differingIn(declared: string, text: string): number[] {
  const [a, b] = [[...declared], [...text]];
  if (a.length === b.length) return b.flatMap((letter, i) => (letter === a[i] ? [] : [i]));
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(a.length, b.length) - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const between = Array.from({ length: b.length - head - tail }, (_, i) => head + i);
  // Something is missing: the letter that follows the gap is where to look.
  return between.length > 0 ? between : [Math.min(head, Math.max(0, b.length - 1))];
}

/** In words for a reason: which items are not as declared. */
export function differingItems({ rows }: EvidenceComparison): ComparedItem[] {
  return rows
    .filter(({ cells }) => cells.some(({ verdict }) => verdict === 'differs'))
    .map(({ item }) => item);
}
