import type { DayNumbers, ResponsePhase } from '@ftz/shared/contract/day-numbers.ts';
import type { FeedFreshness } from '@ftz/shared/contract/device.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { siteTimeLimits } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { exampleOutage } from '@ftz/shared/state/outage.fixture.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';
import { describe, expect, it } from 'vitest';
import { type DayQuery, dayNumbersInSteps } from './day-numbers.ts';
import { FeedSilences } from './feed-silences.ts';
import { FigureBook } from './figure-book.ts';

const startMs = 1_700_000_000_000;
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

type Told = [atMs: number, type: DurableDraft['type'], data: unknown];

function countOf(
  entries: readonly Told[],
  change: Partial<DayQuery> = {},
  silences = new FeedSilences(startMs),
): Omit<DayNumbers, 'complete'> {
  const book = new FigureBook();
  for (const [i, [atMs, type, data]] of entries.entries()) {
    const event = { seq: i + 1, atMs: startMs + atMs, type, areas: ['WGQ'], actor: machine, data };
    book.take(event as unknown as DurableEvent);
  }
  const query = { fromMs: startMs, toMs: startMs + 3 * hour, areas: areaIds, ...change };
  const steps = dayNumbersInSteps({ book, silences, limits: siteTimeLimits }, query);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const raised = (id: string, change: object = {}) => ({
  alarm: exampleAlarm({ id, entityId: id, incidentId: null, ...change }),
});
const dayOf = (numbers: Omit<DayNumbers, 'complete'>, area: AreaId) =>
  numbers.areas.find((one) => one.area === area);

it('counts what came and what was answered today, each in its own area', () => {
  const numbers = countOf([
    [-hour, 'alarm.raised', raised('before')],
    [minute, 'alarm.raised', raised('A1')],
    [2 * minute, 'alarm.raised', raised('A2', { area: 'PVG' })],
    [3 * minute, 'alarm.acknowledged', { alarmId: 'A1' }],
  ]);
  expect(dayOf(numbers, 'WGQ')).toMatchObject({ raised: 1, answered: 1 });
  expect(dayOf(numbers, 'PVG')).toMatchObject({ raised: 1, answered: 0 });
  expect(dayOf(numbers, 'YSP')).toMatchObject({ raised: 0, answered: 0 });
});

it('counts vehicles of the last sixty minutes, not of the running hour', () => {
  const passed = (atMs: number, direction: 'IN' | 'OUT'): Told => [
    atMs,
    'lane.passed',
    { passage: { area: 'WGQ', direction, closedAtMs: startMs + atMs } },
  ];
  const numbers = countOf([
    passed(119 * minute, 'IN'),
    passed(121 * minute, 'IN'),
    passed(150 * minute, 'OUT'),
    passed(179 * minute, 'IN'),
  ]);
  expect(dayOf(numbers, 'WGQ')).toMatchObject({ passedIn: 2, passedOut: 1 });
});

describe('blind minutes', () => {
  const lost = (id: string) => raised(id, { kind: 'device-lost', entityKind: 'device' });

  it('adds the spells of each sensor, and those that last up to now', () => {
    const numbers = countOf([
      [-10 * minute, 'alarm.raised', lost('C1')],
      [5 * minute, 'alarm.returned', { alarmId: 'C1' }],
      [2 * hour, 'alarm.raised', lost('C2')],
    ]);
    expect(dayOf(numbers, 'WGQ')).toMatchObject({
      blindNow: 1,
      blindMinutes: 65,
      blind: [
        { why: 'lost', entityId: 'C2', alarmId: 'C2', untilMs: null, minutes: 60 },
        { why: 'lost', entityId: 'C1', minutes: 5 },
      ],
    });
  });

  it('counts a source that people took out of service, and not twice what was lost meanwhile', () => {
    const outage = exampleOutage({
      id: 'O1',
      state: 'requested',
      source: { kind: null, entityKind: 'device', entityId: 'C1' },
    });
    const plan = exampleOutage({ id: 'O2', how: 'suppressed', state: 'planned' });
    const numbers = countOf([
      [0, 'outage.requested', { outage }],
      [0, 'outage.planned', { outage: plan }],
      [30 * minute, 'outage.began', { outageId: 'O2' }],
      [hour, 'outage.authorised', { outageId: 'O1', confirmDueAtMs: 0 }],
      [90 * minute, 'alarm.raised', lost('C1')],
      [2 * hour, 'outage.ended', { outageId: 'O1', why: 'by-hand' }],
    ]);
    expect(dayOf(numbers, outage.area)).toMatchObject({ blindNow: 1, blindMinutes: 120 });
    expect(dayOf(numbers, outage.area)?.blind).toHaveLength(1);
  });

  it('counts a whole feed that fell silent from its last word', () => {
    const silences = new FeedSilences(startMs);
    const feed = (part: Partial<FeedFreshness>): FeedFreshness => ({
      area: 'YSP',
      gateway: 'jt808',
      alive: 30,
      known: 30,
      lastSeenAtMs: startMs,
      unheard: false,
      ...part,
    });
    silences.look([feed({})], startMs + second);
    silences.look([feed({})], startMs + minute);
    silences.look([feed({ alive: 0 })], startMs + 2 * minute);
    silences.look([feed({ lastSeenAtMs: startMs + 4 * minute })], startMs + 4 * minute);
    const numbers = countOf([], {}, silences);
    expect(dayOf(numbers, 'YSP')).toMatchObject({
      blindNow: 0,
      blindMinutes: 4,
      blind: [{ why: 'feed-silent', gateway: 'jt808', fromMs: startMs }],
    });
    expect(numbers.feedsFromMs).toBe(startMs);
  });

  it('counts what was silent before a restart, and on through it', () => {
    const feed = { area: 'YSP' as const, gateway: 'jt808' as const, known: 30, unheard: false };
    const dead = { ...feed, alive: 0, lastSeenAtMs: startMs };
    const before = new FeedSilences(startMs);
    before.look([dead], startMs + 2 * minute);
    const after = new FeedSilences(startMs + 10 * minute, {
      fromMs: before.fromMs,
      spans: before.spans,
    });
    expect(after.fromMs).toBe(startMs);
    // Not heard yet, and not said to be well.
    after.look([{ ...dead, lastSeenAtMs: null }], startMs + 11 * minute);
    expect(dayOf(countOf([], {}, after), 'YSP')).toMatchObject({ blindNow: 1 });
    after.look(
      [{ ...feed, alive: 30, lastSeenAtMs: startMs + 12 * minute }],
      startMs + 12 * minute,
    );
    expect(dayOf(countOf([], {}, after), 'YSP')).toMatchObject({ blindNow: 0, blindMinutes: 12 });
  });

  it('gives a feed that spoke until a restart a minute to speak again', () => {
    const silences = new FeedSilences(startMs);
    const feed = { area: 'YSP' as const, gateway: 'jt808' as const, known: 30, unheard: false };
    const dead = { ...feed, alive: 0, lastSeenAtMs: startMs - 30 * minute };
    silences.look([dead], startMs + 30 * second);
    expect(silences.spans).toEqual([]);
    silences.look([dead], startMs + minute);
    expect(silences.spans).toMatchObject([{ fromMs: startMs - 30 * minute, untilMs: null }]);
  });
});

it('holds each answer against the limit of its level, in every area and in all', () => {
  const incident = exampleIncident({
    id: 'I1',
    alarms: [{ alarmId: 'A1', why: [{ code: 'first' }] }],
  });
  const task = exampleTask({ id: 'T1', incidentId: 'I1', kind: 'mobile-verification' });
  const numbers = countOf([
    [0, 'alarm.raised', raised('A1')],
    [0, 'incident.opened', { incident }],
    [20 * second, 'alarm.acknowledged', { alarmId: 'A1' }],
    [80 * second, 'task.issued', { task }],
    [10 * minute, 'task.arrived', { taskId: 'T1' }],
  ]);
  const rowOf = (phase: ResponsePhase, severity: number | null, area: AreaId | null) =>
    numbers.responses.find(
      (row) => row.phase === phase && row.severity === severity && row.area === area,
    );
  expect(rowOf('acknowledge', 1, null)).toMatchObject({ of: 1, p90: 20_000, limitMs: 30_000 });
  expect(rowOf('dispatch', 1, 'WGQ')).toMatchObject({ of: 1, p50: 60_000, limitMs: 180_000 });
  expect(rowOf('arrive', null, null)).toMatchObject({ of: 1, p95: 520_000, limitMs: null });
  // Nothing happened: no time, which is not a time of none.
  expect(rowOf('acknowledge', 1, 'PVG')).toMatchObject({ of: 0, p90: null });
});
