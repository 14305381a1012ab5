import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRemainder, readContainerNo } from './iso6346.ts';

describe('readContainerNo', () => {
  it.each([
    // The worked example of the standard.
    ['CSQU3054383', 'valid'],
    [' csqu 305438-3 ', 'valid'],
    ['ＣＳＱＵ３０５４３８３', 'valid'],
    ['CSQU305438', 'unverified'],
    ['CSQU3054384', 'check-digit'],
    ['CSQX3054383', 'category'],
    ['CSQU30543833', 'form'],
    ['', 'form'],
  ])('reads %j as %s', (text, verdict) => {
    expect(readContainerNo(text).verdict).toBe(verdict);
  });

  it('notices every single changed digit, but for 0 against the remainder 10', () => {
    const serial = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(6, '0'));
    fc.assert(
      fc.property(
        serial,
        fc.integer({ min: 4, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (digits, at, step) => {
          const first = `CSQU${digits}`;
          const wrong = (Number(first[at]) + step) % 10;
          const second = `${first.slice(0, at)}${wrong}${first.slice(at + 1)}`;
          expect(checkRemainder(second)).not.toBe(checkRemainder(first));
        },
      ),
    );
  });
});
