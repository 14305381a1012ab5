import { expect, it } from 'vitest';
import { checkRow } from './check-row.ts';
import type { CorpusReader, CorpusRow } from './corpus-row.ts';

// The judge itself: it must be able to say no.

const row = (more: Partial<CorpusRow>): CorpusRow => ({
  id: 'x',
  protocol: 'x',
  kind: 'frame',
  status: 'confirmed',
  expect: null,
  ...more,
});
const reading = (words: Record<string, unknown>): CorpusReader => ({
  protocol: 'x',
  read: () => ({ ok: true, words }),
});
const refusing: CorpusReader = { protocol: 'x', read: () => ({ ok: false, reason: 'bad' }) };

it('compares by path, in lists too, and names the field that differs', () => {
  const said = { 'header.flow': 3, items: [{ lat_deg: 1 }, { lat_deg: 2 }], 'items[1].lat_deg': 2 };
  const good = reading({ header: { flow: 3 }, items: [{ lat_deg: 1.0000004 }, { lat_deg: 2 }] });
  expect(checkRow(row({ expect: said }), good).differences).toEqual([]);
  const bad = reading({ header: { flow: 4 }, items: [{ lat_deg: 1.00001 }, { lat_deg: 2 }] });
  expect(checkRow(row({ expect: said }), bad).differences.map(({ field }) => field)).toEqual([
    'header.flow',
    'items[0].lat_deg',
  ]);
});

it('holds to the second reader, and to lists of the same length', () => {
  const short = reading({ list: [1] });
  expect(checkRow(row({ derived: { list: [1, 2] } }), short).passed).toBe(false);
});

it('counts a missing field as different, and null as a value', () => {
  expect(checkRow(row({ expect: { a: 1 } }), reading({})).passed).toBe(false);
  expect(checkRow(row({ expect: { a: null } }), reading({ a: null })).passed).toBe(true);
});

it('passes a negative that is refused, and nothing else', () => {
  expect(checkRow(row({ status: 'negative' }), refusing).passed).toBe(true);
  expect(checkRow(row({ status: 'negative' }), reading({})).passed).toBe(false);
  expect(checkRow(row({ expect: {} }), refusing).passed).toBe(false);
});

it('tells a decoder that throws', () => {
  const throwing: CorpusReader = {
    protocol: 'x',
    read: () => {
      throw new Error('index');
    },
  };
  expect(checkRow(row({ status: 'negative' }), throwing).differences[0]?.field).toBe('(threw)');
});

it('leaves out what says nothing of the message, with the reason', () => {
  const reader = {
    ...reading({}),
    notComparable: (field: string) => (field === 'note' ? 'remark' : null),
  };
  const verdict = checkRow(row({ derived: { note: 'x' } }), reader);
  expect(verdict).toMatchObject({
    passed: true,
    notCompared: [{ field: 'note', reason: 'remark' }],
  });
});
