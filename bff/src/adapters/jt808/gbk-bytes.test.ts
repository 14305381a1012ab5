import { expect, it } from 'vitest';
import { toGbk } from './gbk-bytes.ts';
import { readText } from './gbk-text.ts';

it('writes what it can read again', () => {
  const text = '请到2号查验场 stop—€ 沪A12345';
  const bytes = Uint8Array.from(toGbk(text));
  expect(readText(bytes)).toBe(text);
  expect(Buffer.from(bytes.subarray(0, 2)).toString('hex')).toBe('c7eb');
});

it('writes a question mark for what GBK does not have', () => {
  expect(toGbk('🚚a')).toEqual([0x3f, 0x61]);
});
