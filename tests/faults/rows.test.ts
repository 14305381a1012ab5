import { afterAll, describe, expect, it } from 'vitest';
import { allRows } from './all-rows.ts';
import { isNotRun } from './harness/row.ts';
import { runRow } from './harness/run-row.ts';
import { undoEverything } from './harness/undo.ts';

/** The rows that guard every merge, in their small size; the others are `npm run faults`. */
const seed = 1;
const rows = allRows.filter(({ tiers }) => tiers.includes('a'));

afterAll(undoEverything);

describe('small, but real: processes, sockets and a disk', () => {
  it.each(rows.map((row) => [`${row.name}: ${row.promise}`, row] as const))(
    '%s',
    async (_, row) => {
      const { say, lines } = remember();
      const outcome = await runRow(row, { tier: 'a', seed, minutes: 1, say });
      // Rows of this tier run on every machine.
      if (isNotRun(outcome)) throw new Error(`not run: ${outcome.notRun}`);
      const broken = outcome.notes.filter((note) => note.startsWith('BROKEN'));
      expect(broken, lines.join('\n')).toEqual([]);
      expect(outcome.ok).toBe(true);
    },
  );
});

function remember() {
  const lines: string[] = [];
  return { lines, say: (text: string) => void lines.push(text) };
}
