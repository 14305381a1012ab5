import { expect, it } from 'vitest';
import { noNotice, noticeAfter, type Return } from './away-notice.ts';

const away = (part: Partial<Return['missed']>, fromMs = 10_000, untilMs = 20_000): Return => ({
  fromMs,
  untilMs,
  missed: { alarms: 0, critical: 0, incidents: 0, firstCriticalId: null, ...part },
});

it('says what was missed and when, until it is read', () => {
  const notice = noticeAfter(noNotice, away({ alarms: 3, critical: 1, firstCriticalId: 'A' }));
  expect(notice).toEqual({
    missed: {
      alarms: 3,
      critical: 1,
      incidents: 0,
      firstCriticalId: 'A',
      fromMs: 10_000,
      untilMs: 20_000,
      times: 1,
    },
    restored: null,
    caughtUp: null,
  });
});

it('adds up what nobody has read yet, and still leads to the first', () => {
  const first = noticeAfter(noNotice, away({ alarms: 3, critical: 1, firstCriticalId: 'A' }));
  const second = away(
    { alarms: 2, critical: 1, incidents: 1, firstCriticalId: 'B' },
    30_000,
    40_000,
  );
  expect(noticeAfter(first, second).missed).toEqual({
    alarms: 5,
    critical: 2,
    incidents: 1,
    firstCriticalId: 'A',
    fromMs: 10_000,
    untilMs: 40_000,
    times: 2,
  });
});

it('says quietly that nothing was missed, but not beside what is still unread', () => {
  expect(noticeAfter(noNotice, away({}))).toEqual({ ...noNotice, caughtUp: { atMs: 20_000 } });
  const unread = noticeAfter(noNotice, away({ alarms: 1 }));
  expect(noticeAfter(unread, away({}, 1, 50_000))).toEqual(unread);
});

it('says that the history is another one instead of counting what cannot be compared', () => {
  const unread = noticeAfter(noNotice, away({ alarms: 1 }));
  const restored = noticeAfter(unread, { fromMs: 1, untilMs: 9, missed: null });
  expect(restored).toEqual({ ...noNotice, restored: { atMs: 9 } });
  expect(noticeAfter(restored, away({ alarms: 2 }))).toMatchObject({
    restored: { atMs: 9 },
    missed: { alarms: 2 },
  });
});
