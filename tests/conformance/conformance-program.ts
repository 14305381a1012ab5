import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkRow, type RowVerdict } from './check-row.ts';
import { corpusReaders } from './corpus-readers.ts';
import type { CorpusRow } from './corpus-row.ts';

/**
 * `npm run --silent conformance -- --corpus DIR` holds our decoders to every corpus file of a folder and
 * prints one JSON object per protocol. Exit codes: 0 every confirmed, derived and negative row passes;
 * 1 some do not; 2 the command is wrong.
 */

function rowsOf(file: string): CorpusRow[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as CorpusRow);
}

function countByStatus(
  verdicts: readonly RowVerdict[],
): Record<string, { rows: number; passed: number }> {
  const counts: Record<string, { rows: number; passed: number }> = {};
  for (const { status, passed } of verdicts) {
    const count = counts[status] ?? { rows: 0, passed: 0 };
    counts[status] = { rows: count.rows + 1, passed: count.passed + (passed ? 1 : 0) };
  }
  return counts;
}

/** Array places are one field: `additional[3].hex` is not compared for the reason of `additional[0].hex`. */
function reasonsOf(
  verdicts: readonly RowVerdict[],
): { field: string; reason: string; times: number }[] {
  const times = new Map<string, { field: string; reason: string; times: number }>();
  for (const { field, reason } of verdicts.flatMap(({ notCompared }) => notCompared)) {
    const name = field.replaceAll(/\[\d+\]/g, '[]');
    const known = times.get(`${name} ${reason}`) ?? { field: name, reason, times: 0 };
    times.set(`${name} ${reason}`, { ...known, times: known.times + 1 });
  }
  return [...times.values()];
}

/** Where the sources of a row contradict each other it is told, and fails nothing. */
function report(protocol: string, verdicts: readonly RowVerdict[]) {
  const judged = verdicts.filter(({ status }) => status !== 'unconfirmed');
  const failures = judged.filter(({ passed }) => !passed);
  const told = ({ id, status, differences }: RowVerdict) => ({ id, status, differences });
  return {
    protocol,
    rows: verdicts.length,
    passed: judged.length - failures.length,
    failed: failures.map(told),
    unconfirmedThatDiffer: verdicts
      .filter(({ status, passed }) => status === 'unconfirmed' && !passed)
      .map(told),
    byStatus: countByStatus(verdicts),
    fieldsCompared: verdicts.reduce((sum, { compared }) => sum + compared, 0),
    fieldsNotCompared: reasonsOf(verdicts),
  };
}

function reportOf(file: string) {
  const rows = rowsOf(file);
  const protocol = rows[0]?.protocol ?? file;
  const reader = corpusReaders.find((each) => each.protocol === protocol);
  if (reader)
    return report(
      protocol,
      rows.map((row) => checkRow(row, reader)),
    );
  const noReader = [{ field: '(reader)', said: protocol, read: null }];
  return report(
    protocol,
    rows.map(({ id, status }) => ({
      id,
      status,
      passed: false,
      differences: noReader,
      compared: 0,
      notCompared: [],
    })),
  );
}

function run(args: string[]): number {
  const { values } = parseArgs({ args, options: { corpus: { type: 'string' } } });
  if (values.corpus === undefined) throw new Error('--corpus DIR says which folder');
  const folder = resolve(values.corpus);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
  if (files.length === 0) throw new Error(`${folder} holds no *.jsonl`);
  const reports = files.map((name) => reportOf(join(folder, name)));
  for (const each of reports) process.stdout.write(`${JSON.stringify(each)}\n`);
  return reports.every(({ failed }) => failed.length === 0) ? 0 : 1;
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`conformance: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
