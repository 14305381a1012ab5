import type { Fact } from '@ftz/shared/contract/alarm.ts';
import { shortAge } from '#lib/age.ts';
import { lengthText } from '#lib/length.ts';
import { type Text, wordFor } from './text.ts';

/** What a rule saw, ready to show; `expected` is there where it compared two things. */
export type FactLine = { name: string; value: string; expected: string | null };

const expectedEnd = '-expected';
const observedEnd = '-observed';

/**
 * Facts as lines: `x-expected` and `x-observed` become one, units get written as people read them,
 * and `fenceName` says what the segment that confirmed an alarm is called.
 */
export function factLines(
  facts: readonly Fact[],
  text: Text,
  fenceName: (segmentId: string) => string = (segmentId) => segmentId,
): FactLine[] {
  const valueByName = new Map(facts.map((fact) => [fact.name, fact.value]));
  return facts.flatMap(({ name, value }) => {
    if (name.endsWith(expectedEnd)) return [];
    const item = name.endsWith(observedEnd) ? name.slice(0, -observedEnd.length) : name;
    const expected = item === name ? undefined : valueByName.get(`${item}${expectedEnd}`);
    return [
      {
        name: wordFor(text.fact.names, item),
        value: name === 'confirmed-by' ? fenceName(value) : shownValue(item, value, text),
        expected: expected === undefined ? null : shownValue(item, expected, text),
      },
    ];
  });
}

const unitForms: [end: string, form: (value: number) => string][] = [
  ['-s', (value) => shortAge(value * 1000)],
  ['-m', lengthText],
  ['-kph', (value) => `${value} km/h`],
  ['-pct', (value) => `${value} %`],
  ['-kg', (value) => `${value.toLocaleString('en')} kg`],
];

function shownValue(name: string, value: string, text: Text): string {
  if (name === 'control') return wordFor(text.alarm.kinds, value);
  const form = unitForms.find(([end]) => name.endsWith(end))?.[1];
  const number = Number(value);
  if (form && value !== '' && Number.isFinite(number)) return form(number);
  return wordFor(text.fact.values, value);
}
