import { exampleAlarm } from '@ftz/shared/state/situation.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { beforeEach, expect, it } from 'vitest';
import { awayNoticeNow } from './away-notice.ts';
import { connectionHappened } from './connection.ts';
import { forgetSituation, takeSnapshot } from './durable-store.ts';
import { forgetHeard, heard } from './hear.ts';

const withAlarms = (...ids: string[]) => ({
  ...emptySituation(),
  alarms: Object.fromEntries(ids.map((id) => [id, exampleAlarm({ id })])),
});

beforeEach(() => {
  forgetSituation();
  forgetHeard();
  connectionHappened({ type: 'started', atMs: 0 });
});

it('says nothing of a first visit, nor while it was never away', () => {
  takeSnapshot('E', withAlarms('A1'));
  heard(60_000);
  takeSnapshot('E', withAlarms('A1', 'A2'));
  heard(62_000);
  expect(awayNoticeNow()).toEqual({ missed: null, restored: null, caughtUp: null });
});

it('counts what came while the page was blind, against how it last stood live', () => {
  takeSnapshot('E', withAlarms('A1'));
  heard(10_000);
  connectionHappened({ type: 'ticked', atMs: 20_000 });
  takeSnapshot('E', withAlarms('A1', 'A2', 'A3'));
  heard(30_000);
  expect(awayNoticeNow().missed).toMatchObject({
    alarms: 2,
    critical: 2,
    fromMs: 10_000,
    untilMs: 30_000,
  });
});

it('says it when nothing came, and when the history is another one', () => {
  takeSnapshot('E', withAlarms('A1'));
  heard(10_000);
  heard(40_000);
  expect(awayNoticeNow().caughtUp).toEqual({ atMs: 40_000 });
  takeSnapshot('E2', withAlarms('A9'));
  heard(80_000);
  expect(awayNoticeNow()).toMatchObject({ restored: { atMs: 80_000 }, missed: null });
});
