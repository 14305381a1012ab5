import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openJournal } from './journal.ts';

it('notes one line each, in order, and all of them when it closes', () => {
  const dir = join(mkdtempSync(join(tmpdir(), 'ftz-journal-')), 'deep');
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const journal = openJournal(dir, { pid: 7, nowMs: () => 5 });
  journal.sent('journey/J-1');
  journal.acked('journey/J-1');
  journal.close();
  journal.sent('journey/J-2');
  journal.close();
  expect(readFileSync(join(dir, 'sent-7.jsonl'), 'utf8')).toBe(
    '{"kind":"sent","key":"journey/J-1","atMs":5}\n{"kind":"acked","key":"journey/J-1","atMs":5}\n',
  );
});

it('costs nothing without a folder', () => {
  const journal = openJournal(null, { pid: 7, nowMs: () => 5 });
  journal.sent('journey/J-1');
  journal.close();
});
