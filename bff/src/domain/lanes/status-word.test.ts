import { expect, it } from 'vitest';
import { buildStatusWord, parseStatusWord, releases } from './status-word.ts';

const wordOf = (text: string) => {
  const reading = parseStatusWord(text);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.word;
};

it('reads each place, and keeps what is reserved', () => {
  expect(wordOf('V1wzq0x2010102000001')).toMatchObject({
    overall: 'V',
    barrier: '1',
    containerFront: 'w',
    containerRear: 'z',
    weight: 'q',
    icCard: '0',
    vehicleTag: 'x',
    seal: '2',
    gps: '0',
    led: '1',
    voice: '0',
    buzzer: '1',
    laneConfig: '0',
    reserved: '2000001',
  });
});

it.each([
  ['00000000001001000000', true],
  ['01000000000000000000', false],
  ['10000000000000000000', false],
  ['V0000000000000000000', false],
])('%s releases: %s', (text, expected) => {
  expect(releases(wordOf(text))).toBe(expected);
});

it.each(['', '0', '0'.repeat(19), '0'.repeat(21)])(
  'refuses a word of another length: "%s"',
  (text) => expect(parseStatusWord(text)).toEqual({ ok: false, reason: 'status-word-length' }),
);

it('refuses what no place holds', () => {
  const reason = 'status-word-character';
  expect(parseStatusWord('0000000000 000000000')).toEqual({ ok: false, reason });
  expect(parseStatusWord('放0000000000000000000')).toEqual({ ok: false, reason });
});

it('keeps the barrier unless it is said to lift', () => {
  expect(buildStatusWord({})).toBe('01000000000000000000');
  expect(buildStatusWord({ barrier: '0' })).toBe('0'.repeat(20));
  expect(buildStatusWord({ overall: '1', weight: 'q', reserved: '2' })).toBe(
    '1100q000000002000000',
  );
});
