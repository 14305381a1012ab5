import { describe, expect, it } from 'vitest';
import { clockAge, shortAge } from './age.ts';

describe('clockAge', () => {
  it.each([
    [0, '00:00'],
    [18_999, '00:18'],
    [761_000, '12:41'],
    [3_761_000, '1:02:41'],
    [-4000, '00:00'],
  ])('%i ms is %s', (ms, shown) => expect(clockAge(ms)).toBe(shown));
});

describe('shortAge', () => {
  it.each([
    [999, '0 s'],
    [119_999, '119 s'],
    [120_000, '2 min'],
    [7_200_000, '2 h'],
    [172_800_000, '2 d'],
  ])('%i ms is %s', (ms, shown) => expect(shortAge(ms)).toBe(shown));
});
