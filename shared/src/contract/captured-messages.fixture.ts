import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';

/**
 * Messages of other people's devices, with what they mean. They are read from where they lie and are
 * no part of this repository: `CORPUS_DIR`, or `shared/data/corpus` beside the project.
 */
const project = fileURLToPath(new URL('../../../', import.meta.url));
const named = process.env.CORPUS_DIR || null;
const folder = resolve(project, named ?? '../shared/data/corpus');

export type CapturedMessages<Row> = { rows: Row[]; absent: string | null };

/** `absent` says what is missing. Throws where a folder was named: who names one expects it to be read. */
export function readCaptured<Row>(name: string): CapturedMessages<Row> {
  const file = resolve(folder, `${name}.jsonl`);
  if (existsSync(file)) {
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    return { rows: lines.map((line) => JSON.parse(line) as Row), absent: null };
  }
  if (named) throw new Error(`CORPUS_DIR=${named} holds no ${name}.jsonl`);
  return { rows: [], absent: `no captured messages at ${file}: set CORPUS_DIR` };
}

/**
 * Holds a decoder to the captured messages. Where a machine has none, one test says so and is counted
 * as not run: the decoder's own examples still hold it.
 */
export function describeCaptured<Row>(
  name: string,
  title: string,
  holds: (rows: Row[]) => void,
): void {
  const { rows, absent } = readCaptured<Row>(name);
  describe(title, () => {
    if (absent === null) holds(rows);
    else it(absent, ({ skip }) => skip(absent));
  });
}
