import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { awayNoticeNow, noNotice } from './away-notice.ts';
import { connectionHappened, connectionNow } from './connection.ts';
import { forgetSituation, takeSnapshot } from './durable-store.ts';
import { forgetHeard, heard } from './hear.ts';
import { heardServerTime } from './server-clock.ts';

const serverStartMs = 1_900_000_000_000;
const withAlarms = (...ids: string[]) => ({
  ...emptySituation(),
  alarms: Object.fromEntries(ids.map((id) => [id, exampleAlarm({ id })])),
});
const pass = (ms: number) => vi.advanceTimersByTime(ms);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  forgetSituation();
  forgetHeard();
  connectionHappened('started');
  heardServerTime(serverStartMs);
});
afterEach(() => vi.useRealTimers());

it('says nothing of a first visit, nor while it was never away', () => {
  pass(60_000);
  takeSnapshot('E', withAlarms('A1'));
  heard();
  pass(2_000);
  takeSnapshot('E', withAlarms('A1', 'A2'));
  heard();
  expect(awayNoticeNow()).toEqual(noNotice);
});

it('counts what came while the page was blind, against how it last stood live', () => {
  takeSnapshot('E', withAlarms('A1'));
  heard();
  pass(10_000);
  connectionHappened('ticked');
  pass(10_000);
  takeSnapshot('E', withAlarms('A1', 'A2', 'A3'));
  heard();
  expect(awayNoticeNow().missed).toMatchObject({
    alarmIds: ['A2', 'A3'],
    fromMs: serverStartMs,
    untilMs: serverStartMs + 20_000,
  });
});

it('says it when nothing came', () => {
  takeSnapshot('E', withAlarms('A1'));
  heard();
  pass(30_000);
  heard();
  expect(awayNoticeNow().caughtUp).toEqual({ atMs: serverStartMs + 30_000 });
});

it('says that the history is another one, however short the absence was', () => {
  takeSnapshot('E', withAlarms('A1'));
  heard();
  pass(800);
  takeSnapshot('E2', withAlarms('A9'));
  heard();
  expect(awayNoticeNow()).toEqual({ ...noNotice, restored: { atMs: serverStartMs + 800 } });
});

it('becomes blind though the clock of its machine was set back', () => {
  takeSnapshot('E', withAlarms('A1'));
  heard();
  vi.setSystemTime(Date.now() - 3_600_000);
  pass(4_500);
  connectionHappened('ticked');
  expect(connectionNow().state).toBe('blind');
});
