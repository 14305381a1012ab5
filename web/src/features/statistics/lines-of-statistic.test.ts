import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { ResponseDay } from '@ftz/shared/contract/day-numbers.ts';
import type { LaneRead } from '@ftz/shared/contract/lane-passage.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { expect, it } from 'vitest';
import { statisticsText } from '#text/statistics-text.ts';
import type { Text } from '#text/text.ts';
import { hourMs } from './figures.ts';
import { linesOfStatistic } from './lines-of-statistic.ts';

const text = {
  alarm: { kinds: {} },
  shell: { areas: { WGQ: 'Waigaoqiao' } },
  statistics: statisticsText.en,
  areaNumbers: {
    noPlate: 'no plate',
    nothing: '—',
    time: (ms: number) => `${ms} ms`,
    within: (time: string) => `≤${time}`,
    samples: (n: number) => `${n} times`,
  },
} as unknown as Text;
const alarm = (id: string, change: Partial<Alarm>) => exampleAlarm({ id, ...change });
const read = (eventId: string, gateId: string, closedAtMs: number) =>
  ({
    passage: { eventId, laneId: 'L1', gateId, plate: null, direction: 'IN', closedAtMs },
  }) as LaneRead;
const lines = (asked: Parameters<typeof linesOfStatistic>[0], known: Partial<Known> = {}) =>
  linesOfStatistic(asked, {
    situation: { alarms: {}, laneReads: {} },
    day: null,
    site: null,
    text,
    language: 'en',
    ...known,
  });
type Known = Parameters<typeof linesOfStatistic>[1];
const noon = 100 * hourMs;

it('lists the alarms of one hour and one level, first raised or raised again in it', () => {
  const at = (raisedAtMs: number, lastRaisedAtMs = raisedAtMs) => ({ raisedAtMs, lastRaisedAtMs });
  const alarms: Situation['alarms'] = {
    before: alarm('before', at(noon - 1)),
    first: alarm('first', at(noon)),
    again: alarm('again', at(noon - 2 * hourMs, noon + 60_000)),
    went: alarm('went', at(noon + 5_000, noon + hourMs)),
    other: alarm('other', { ...at(noon), severity: 3 }),
    after: alarm('after', at(noon + hourMs)),
  };
  const { severity } = exampleAlarm();
  const asked = { of: 'alarms', hourMs: noon, severity, count: 3 } as const;
  const found = lines(asked, { situation: { alarms, laneReads: {} } });
  expect(found.map(({ key }) => key)).toEqual(['went', 'again', 'first']);
  expect(found[2]?.look).toEqual({ alarm: alarms.first });
});

it('lists the passages of one gate, the newest first', () => {
  const laneReads = {
    a: read('a', 'G1', noon),
    b: read('b', 'G1', noon + 1),
    c: read('c', 'G2', noon),
    d: read('d', 'G1', noon - 1),
  };
  const asked = { of: 'passages', gateId: 'G1', fromMs: noon, count: 2 } as const;
  const found = lines(asked, { situation: { alarms: {}, laneReads } });
  expect(found.map(({ key }) => key)).toEqual(['L1 b', 'L1 a']);
});

it('lists a time of answer by area, each with the board of its area', () => {
  const row = (change: Partial<ResponseDay>): ResponseDay => ({
    area: 'WGQ',
    phase: 'acknowledge',
    severity: 1,
    of: 4,
    p50: 10,
    p90: 20,
    p95: 30,
    limitMs: 40,
    ...change,
  });
  const responses = [
    row({ area: null }),
    row({}),
    row({ area: 'PVG', of: 0 }),
    row({ severity: 2 }),
    row({ phase: 'arrive' }),
  ];
  const day = { responses } as Known['day'];
  const [only, ...others] = lines({ of: 'responses', phase: 'acknowledge', severity: 1 }, { day });
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    head: 'Waigaoqiao',
    rest: 'p50 10 ms · p90 20 ms · p95 30 ms · ≤40 ms · 4 times',
    page: '/areas?area=WGQ&figure=acknowledge',
  });
  expect(lines({ of: 'responses', phase: 'arrive', severity: 1 }, { day })[0]?.page).toBe(
    undefined,
  );
});
