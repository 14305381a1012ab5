import { describeCaptured } from '@ftz/shared/contract/captured-messages.fixture.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRemainder, readContainerNo } from './iso6346.ts';

type Row = {
  id: string;
  text: string;
  expect: { valid: boolean; computed_remainder?: number } | null;
  derived?: { normalised?: string; computed_remainder?: number } | null;
  status: string;
};
describeCaptured<Row>('iso6346', 'the captured container numbers', (rows) => {
  it.each(rows.filter(({ status }) => status !== 'unconfirmed'))('judges $text ($id)', (row) => {
    const { normalised, verdict } = readContainerNo(row.text);
    expect(verdict === 'valid').toBe(row.expect?.valid ?? row.status !== 'negative');
    if (row.derived?.normalised && verdict !== 'form') {
      expect(normalised).toBe(row.derived.normalised);
    }
    const remainder = row.expect?.computed_remainder ?? row.derived?.computed_remainder;
    if (remainder !== undefined) expect(checkRemainder(normalised)).toBe(remainder);
  });
});

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
