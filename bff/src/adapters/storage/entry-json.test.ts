import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, entryJson } from './entry-json.ts';

describe('canonicalJson', () => {
  test('the example of RFC 8785 section 3.2.3: keys by UTF-16 code units', () => {
    const value = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '\ud83d\ude00': 5,
      '\u0080': 6,
      ö: 7,
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  test('says what JSON says, and twice the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  test('does not depend on the order of the keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    );
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [() => 0], [[undefined]]])(
    'refuses %s, which JSON would turn into null or nothing',
    (value) => expect(() => canonicalJson({ value })).toThrow(TypeError),
  );

  test('leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, a: undefined })).toBe('{"b":1}');
  });
});

test('an entry is canonical JSON itself', () => {
  const draft = { type: 'x.y', areas: '["WGQ"]', actor: '{"name":"é"}', data: '{"a":[1]}' };
  for (const audience of [null, '{"only":["U1"]}']) {
    for (const actedAtMs of [null, 88]) {
      const body = entryJson({ ...draft, audience, actedAtMs, dedupeKey: null }, 7, 99);
      expect(canonicalJson(JSON.parse(body))).toBe(body);
    }
  }
});
