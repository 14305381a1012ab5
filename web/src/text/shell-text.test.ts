import { expect, it } from 'vitest';
import { shellText } from './shell-text.ts';

const { zh, en } = shellText;

it('says since when nothing can be recorded, and in other words than a lost connection', () => {
  expect(zh.stalled('14:03:07')).toBe('自 14:03:07 起无法记录');
  expect(en.stalled('14:03:07')).toBe('Nothing can be recorded since 14:03:07');
});

it('says from when to when the page was away, how much it missed and how much of it was critical', () => {
  expect([zh.away.away('14:03:07', '14:09:11', 1), zh.away.missed(312, 4)]).toEqual([
    '本页离线 14:03:07–14:09:11',
    '错过 312 条报警，4 起新事件',
  ]);
  expect([zh.away.critical(2), zh.away.critical(0)]).toEqual(['其中 2 条一级', '无一级报警']);
  expect([en.away.missed(312, 0), en.away.critical(2)]).toEqual([
    'missed 312 alarms',
    '2 critical',
  ]);
  expect(en.away.missed(1, 1)).toBe('missed 1 alarm, 1 new incident');
  expect(en.away.away('14:03:07', '14:09:11', 3)).toBe(
    'This page was away 14:03:07–14:09:11 (3 times)',
  );
});
