import { expect, it } from 'vitest';
import { type CodeKind, judgeCode } from './code-forms.ts';

it.each<[CodeKind, string, string, string]>([
  ['container', ' csqu 305438-3', 'CSQU3054383', 'right'],
  ['container', 'CSQU3054384', 'CSQU3054384', 'doubt'],
  ['container', 'CSQU305438', 'CSQU305438', 'doubt'],
  ['container', 'CSQX3054383', 'CSQX3054383', 'wrong'],
  ['container', '7001042', '7001042', 'wrong'],
  ['seal', ' sh 2048-77 ', 'SH2048-77', 'right'],
  ['seal', 'ＳＨ７７０１', 'SH7701', 'right'],
  ['seal', '', '', 'wrong'],
  ['seal', 'x', 'X', 'wrong'],
  ['seal', '<script>', '<SCRIPT>', 'wrong'],
  ['site', ' WGQ-G1-7f3a ', 'WGQ-G1-7f3a', 'right'],
  ['site', 'two words', 'two words', 'wrong'],
])('reads a %s code %j', (kind, given, text, verdict) => {
  expect(judgeCode(kind, given)).toEqual({ text, verdict });
});
