import type { CorpusReader, CorpusRow, Fields } from './corpus-row.ts';

/** A field on which the corpus and our reading do not agree. */
export type Difference = { field: string; said: unknown; read: unknown };

export type Comparison = {
  differences: Difference[];
  compared: number;
  /** Fields that say nothing of the message, with the reason. */
  notCompared: { field: string; reason: string }[];
};

const nothing = (): Comparison => ({ differences: [], compared: 0, notCompared: [] });

/** A path of names (`header.flow_no`, `items[0].time`) or a name that itself has dots. */
export function at(words: unknown, path: string): unknown {
  if (words === null || typeof words !== 'object') return undefined;
  const fields = words as Fields;
  if (Object.hasOwn(fields, path)) return fields[path];
  const steps = path.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  for (let taken = steps.length - 1; taken > 0; taken -= 1) {
    const head = steps.slice(0, taken).join('.');
    if (Object.hasOwn(fields, head)) return at(fields[head], steps.slice(taken).join('.'));
  }
  return undefined;
}

const usualTolerance = (field: string): number => {
  if (/(^|[._])(lat|lon)/i.test(field)) return 1e-6;
  if (/speed/i.test(field)) return 0.1;
  return 1e-9;
};

const isRecord = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Holds every field that the corpus names to what we read; what we read beyond that is ours. */
export function compareFields(
  said: Fields,
  words: Fields,
  row: CorpusRow,
  reader: CorpusReader,
): Comparison {
  const outcome = nothing();
  for (const [field, value] of Object.entries(said)) {
    compare(value, at(words, field), field, outcome, row, reader);
  }
  return outcome;
}

function compare(
  said: unknown,
  read: unknown,
  field: string,
  outcome: Comparison,
  row: CorpusRow,
  reader: CorpusReader,
): void {
  const reason = reader.notComparable?.(field, row) ?? null;
  if (reason !== null) {
    outcome.notCompared.push({ field, reason });
    return;
  }
  if (Array.isArray(said) && Array.isArray(read) && said.length === read.length) {
    for (const [index, value] of said.entries()) {
      compare(value, read[index], `${field}[${index}]`, outcome, row, reader);
    }
    if (said.length === 0) outcome.compared += 1;
    return;
  }
  if (isRecord(said) && isRecord(read)) {
    for (const [name, value] of Object.entries(said)) {
      compare(value, at(read, name), `${field}.${name}`, outcome, row, reader);
    }
    return;
  }
  outcome.compared += 1;
  if (!isSame(said, read, reader.toleranceOf?.(field, row) ?? usualTolerance(field))) {
    outcome.differences.push({ field, said, read: read ?? null });
  }
}

function isSame(said: unknown, read: unknown, tolerance: number): boolean {
  if (typeof said === 'number' && typeof read === 'number')
    return Math.abs(said - read) <= tolerance;
  return said === read;
}
