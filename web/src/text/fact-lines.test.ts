import { expect, it } from 'vitest';
import { alarmText } from './alarm-text.ts';
import { factLines } from './fact-lines.ts';
import { factText } from './fact-text.ts';
import type { Text } from './text.ts';

const text = { fact: factText.en, alarm: alarmText.en } as Text;

it('sets what was observed against what was expected, on one line', () => {
  const facts = [
    { name: 'container-expected', value: 'CSQU3054383' },
    { name: 'container-observed', value: 'MSKU1234565' },
  ];
  expect(factLines(facts, text)).toEqual([
    { name: 'Container', value: 'MSKU1234565', expected: 'CSQU3054383' },
  ]);
});

it('writes units as people read them', () => {
  const facts = [
    { name: 'standing-s', value: '252' },
    { name: 'distance-from-corridor-m', value: '1900' },
    { name: 'speed-kph', value: '0' },
  ];
  expect(factLines(facts, text).map(({ value }) => value)).toEqual(['4 min', '1.9 km', '0 km/h']);
});

it('says in both languages which plate was declared and how late a report came', () => {
  const facts = [
    { name: 'plate-expected', value: '沪B6FV21' },
    { name: 'plate-observed', value: '沪B6FV27' },
    { name: 'late-by-s', value: '3600' },
    { name: 'ahead-by-s', value: '90' },
  ];
  const names = (['zh', 'en'] as const).map((language) => {
    const both = { fact: factText[language], alarm: alarmText[language] } as Text;
    return factLines(facts, both).map(({ name, value }) => `${name} ${value}`);
  });
  expect(names).toEqual([
    ['车牌 沪B6FV27', '迟到 60 min', '设备时间超前 90 s'],
    ['Plate 沪B6FV27', 'Arrived late by 60 min', 'Device clock ahead by 90 s'],
  ]);
});

it('shows a fact that no dictionary knows as it came', () => {
  expect(factLines([{ name: 'moon-phase', value: 'full' }], text)).toEqual([
    { name: 'moon-phase', value: 'full', expected: null },
  ]);
});
