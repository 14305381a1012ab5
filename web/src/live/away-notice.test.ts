import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { noNotice, noticeAfter, noticeAfterRestore, type Return } from './away-notice.ts';

const away = (part: Partial<Return['missed']>, fromMs = 10_000, untilMs = 20_000): Return => ({
  fromMs,
  untilMs,
  missed: { alarmIds: [], criticalIds: [], incidentIds: [], ...part },
});

it('says what was missed and when, until it is read', () => {
  const part = { alarmIds: ['A', 'B', 'C'], criticalIds: ['A'] };
  expect(noticeAfter(noNotice, away(part))).toEqual({
    ...noNotice,
    missed: { ...part, incidentIds: [], fromMs: 10_000, untilMs: 20_000, times: 1 },
  });
});

it('tells what nobody has read yet with the next, each alarm once', () => {
  const first = noticeAfter(noNotice, away({ alarmIds: ['A', 'B'], criticalIds: ['A'] }));
  const again = { alarmIds: ['A', 'C'], criticalIds: ['A', 'C'], incidentIds: ['I'] };
  expect(noticeAfter(first, away(again, 30_000, 40_000)).missed).toEqual({
    alarmIds: ['A', 'B', 'C'],
    criticalIds: ['A', 'C'],
    incidentIds: ['I'],
    fromMs: 10_000,
    untilMs: 40_000,
    times: 2,
  });
});

it('says quietly that nothing was missed, but not beside what is still unread', () => {
  expect(noticeAfter(noNotice, away({}))).toEqual({ ...noNotice, caughtUp: { atMs: 20_000 } });
  const unread = noticeAfter(noNotice, away({ alarmIds: ['A'] }));
  expect(noticeAfter(unread, away({}, 1, 50_000))).toEqual(unread);
});

it('says beside what is unread that the history is another one', () => {
  const unread = noticeAfter(noNotice, away({ alarmIds: ['A', 'B'], criticalIds: ['B'] }));
  const history = { ...emptySituation(), alarms: { A: exampleAlarm({ id: 'A' }) } };
  expect(noticeAfterRestore(unread, history, 30_000)).toEqual({
    missed: { ...unread.missed, alarmIds: ['A'], criticalIds: [] },
    restored: { atMs: 30_000 },
    caughtUp: null,
  });
});

it('drops what the other history knows nothing of', () => {
  const unread = noticeAfter(noNotice, away({ alarmIds: ['A'] }));
  expect(noticeAfterRestore(unread, emptySituation(), 9)).toEqual({
    ...noNotice,
    restored: { atMs: 9 },
  });
});
