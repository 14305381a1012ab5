import { type Comparison, compareFields, type Difference } from './compare.ts';
import type { CorpusReader, CorpusReading, CorpusRow } from './corpus-row.ts';

/** How one row ended. `agrees` is null where the sources themselves disagree: that fails nothing. */
export type RowVerdict = {
  id: string;
  status: CorpusRow['status'];
  passed: boolean;
  differences: Difference[];
  compared: number;
  notCompared: Comparison['notCompared'];
};

/** A decoder that throws is a failure of its own kind, named as such. */
function readSafely(
  row: CorpusRow,
  reader: CorpusReader,
): CorpusReading | { ok: 'threw'; why: string } {
  try {
    return reader.read(row);
  } catch (error) {
    return { ok: 'threw', why: String(error) };
  }
}

/**
 * Holds one row: negatives pass when refused; of all others every field of `expect`, and of `derived`,
 * must be what we read. The second reader's words are held to in confirmed rows, too.
 */
export function checkRow(row: CorpusRow, reader: CorpusReader): RowVerdict {
  const reading = readSafely(row, reader);
  const verdict = { id: row.id, status: row.status, compared: 0, notCompared: [] };
  const failed = (field: string, said: unknown, read: unknown): RowVerdict => ({
    ...verdict,
    passed: false,
    differences: [{ field, said, read }],
  });
  if (reading.ok === 'threw') return failed('(threw)', 'an answer', reading.why);
  if (row.status === 'negative') {
    if (reading.ok) return failed('(refused)', true, false);
    return { ...verdict, passed: true, differences: [], compared: 1 };
  }
  if (!reading.ok) return failed('(refused)', false, reading.reason);
  const parts = [row.expect, row.derived]
    .filter((said) => said !== null && said !== undefined)
    .map((said) => compareFields(said, reading.words, row, reader));
  const differences = parts.flatMap((part) => part.differences);
  return {
    ...verdict,
    passed: differences.length === 0,
    differences,
    compared: parts.reduce((sum, part) => sum + part.compared, 0),
    notCompared: parts.flatMap((part) => part.notCompared),
  };
}
