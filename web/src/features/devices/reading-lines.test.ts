import { expect, it } from 'vitest';
import { readingLines } from './reading-lines.ts';

it('names what lies within by the way to it, and leaves out what is absent', () => {
  const fields = { id: 7, fix: { lat: 31.3, alarm: null }, zones: ['a', { b: true }] };
  expect(readingLines(fields).map(({ name, value }) => `${name}=${value}`)).toEqual([
    'id=7',
    'fix.lat=31.3',
    'zones.0=a',
    'zones.1.b=true',
  ]);
});

it('shows a bounded part of what is long', () => {
  const lines = readingLines({ list: Array.from({ length: 5_000 }, () => 'x'.repeat(1_000)) });
  expect(lines).toHaveLength(400);
  expect(lines[0]?.value).toHaveLength(400);
});

it('writes an instant so that people can read it', () => {
  expect(readingLines({ fix: { atMs: 0 }, sentAtMs: 'x' }).map(({ value }) => value)).toEqual([
    '0 · 1970-01-01T00:00:00.000Z',
    'x',
  ]);
});
