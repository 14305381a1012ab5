import { expect, it } from 'vitest';
import { recordingSentence, recordingText } from './recording-text.ts';

const nowMs = Date.parse('2026-06-01T14:03:00+08:00');
const say = (trouble: 'disk-full' | null, sinceMs: number | null, isRecorded = true) =>
  [recordingText.zh, recordingText.en].map((text) =>
    recordingSentence({ isRecorded, trouble, sinceMs }, text, nowMs),
  );

it('says since when a camera is recorded, or is not and why, and names the day of another day', () => {
  expect(say(null, nowMs - 60_000)).toEqual([
    '14:02 起连续录像',
    'Recorded without a break since 14:02',
  ]);
  expect(say('disk-full', nowMs - 24 * 3_600_000)).toEqual([
    '05-31 14:03 起未录像：磁盘已满',
    'Not recorded since 05-31 14:03: disk full',
  ]);
  expect(say(null, null)).toEqual(['录像启动中', 'Recording begins']);
  expect(say(null, null, false)).toEqual(['不录像', 'Not recorded']);
});
