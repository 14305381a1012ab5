import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonChunks } from './json-chunks.ts';

it('writes what JSON.stringify writes', () => {
  const value = fc.dictionary(fc.string(), fc.anything({ maxDepth: 5, withNullPrototype: false }));
  fc.assert(
    fc.property(value, (given) => {
      const text = [...jsonChunks(given)].join('');
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(given)));
    }),
    { seed: 11, numRuns: 500 },
  );
});

it('leaves out what JSON leaves out, at every depth', () => {
  const given = { a: undefined, b: { c: undefined, d: { e: undefined, f: { g: undefined } } } };
  expect([...jsonChunks(given)].join('')).toBe(JSON.stringify(given));
  expect([...jsonChunks({})]).toEqual(['{}']);
});

it('cuts something large into pieces, each soon after it is long enough', () => {
  const alarms = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, i) => [`A${i}`, { id: `A${i}`, text: 'x'.repeat(200) }]),
  );
  const chunks = [...jsonChunks({ situation: { alarms } })];
  expect(chunks.length).toBeGreaterThan(6);
  expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(70_000);
  expect(JSON.parse(chunks.join(''))).toEqual({ situation: { alarms } });
});
