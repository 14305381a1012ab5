import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { FigureName } from '@ftz/shared/contract/figures.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { randomHistory } from '@ftz/shared/state/random-history.fixture.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeFigures } from './compute-figures.ts';
import { FigureBook } from './figure-book.ts';
import { percentile } from './percentile.ts';

const startMs = 1_700_000_000_000;
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** A log told as times after the start, in order. */
function bookOf(entries: [atMs: number, type: DurableDraft['type'], data: unknown][]): FigureBook {
  const book = new FigureBook();
  for (const [i, [atMs, type, data]] of entries.entries()) {
    const event = { seq: i + 1, atMs: startMs + atMs, type, areas: ['WGQ'], actor: machine, data };
    book.take(event as unknown as DurableEvent);
  }
  return book;
}

const person = (accountId: string, areas: AreaId[]): Person => ({
  accountId,
  personId: accountId,
  username: accountId,
  role: 'duty-officer',
  areas,
  officeId: null,
  licences: [],
});
const raised = (id: string, change: object = {}) => ({
  alarm: exampleAlarm({ id, entityId: id, incidentId: null, ...change }),
});
const sheetOf = (book: FigureBook, change: object = {}) =>
  computeFigures(book, {
    fromMs: startMs,
    toMs: startMs + hour,
    areas: areaIds,
    desk: null,
    ...change,
  });
const figureOf = (book: FigureBook, name: FigureName, change: object = {}) =>
  sheetOf(book, change).figures.find((figure) => figure.name === name)?.value;

describe('figures counted by hand', () => {
  it('counts alarms per hour of those who could have answered them', () => {
    const book = bookOf([
      [0, 'duty.began', { duty: { person: person('li', ['WGQ']), sinceMs: startMs } }],
      [10 * minute, 'alarm.raised', raised('A1')],
      [20 * minute, 'alarm.raised', raised('A2')],
      [25 * minute, 'alarm.raised', raised('A3', { area: 'PVG' })],
      [30 * minute, 'duty.ended', { accountId: 'li' }],
      [40 * minute, 'alarm.raised', raised('A4')],
    ]);
    expect(figureOf(book, 'alarms-per-operator-hour')).toBe(8);
    expect(figureOf(book, 'alarms-per-operator-hour', { areas: ['WGQ'] })).toBe(6);
    // Two of his area came while he was there, in half an hour.
    expect(figureOf(book, 'alarms-per-operator-hour', { desk: 'li' })).toBe(4);
    // Nobody was there: no rate, not a rate of none.
    expect(figureOf(book, 'alarms-per-operator-hour', { areas: ['PVG'] })).toBeNull();
  });

  it('tells a flood from its first ten minutes above ten to its last before five', () => {
    const burst = (at: number, many: number, name: string) =>
      Array.from({ length: many }, (_, i): [number, 'alarm.raised', object] => [
        at + i * second,
        'alarm.raised',
        raised(`${name}${i}`),
      ]);
    const book = bookOf([
      ...burst(0, 12, 'a'),
      ...burst(10 * minute, 6, 'b'),
      ...burst(20 * minute, 2, 'c'),
      ...burst(50 * minute, 11, 'd'),
    ]);
    const { floods } = sheetOf(book);
    expect(
      floods.map(({ atMs, untilMs, value, of }) => [
        (atMs ?? 0) - startMs,
        (untilMs ?? 0) - startMs,
        value,
        of,
      ]),
    ).toEqual([
      [50 * minute, hour, 11, 11],
      [0, 20 * minute, 12, 18],
    ]);
    expect(figureOf(book, 'flood-time')).toBe(50);
    expect(figureOf(book, 'busy-periods')).toBeCloseTo(100 / 3);
    expect(figureOf(book, 'most-in-ten-minutes')).toBe(12);
  });

  it('knows what chatters, what is gone at once, and what came again after it was acknowledged', () => {
    const again = (alarmId: string) => ({
      alarmId,
      severity: 1,
      deviceAtMs: 0,
      acknowledgeDueAtMs: 0,
      facts: [],
    });
    const book = bookOf([
      [0, 'alarm.raised', raised('A1')],
      [10 * second, 'alarm.repeated', again('A1')],
      [20 * second, 'alarm.repeated', again('A1')],
      [30 * second, 'alarm.returned', { alarmId: 'A1' }],
      [40 * second, 'alarm.acknowledged', { alarmId: 'A1' }],
      [2 * minute, 'alarm.raised', raised('A2')],
      [3 * minute, 'alarm.acknowledged', { alarmId: 'A2' }],
      [5 * minute, 'alarm.repeated', again('A2')],
    ]);
    expect(figureOf(book, 'chattering')).toBe(1);
    expect(figureOf(book, 'fleeting')).toBe(1);
    expect(figureOf(book, 're-raised-share')).toBeCloseTo(100 / 3);
  });

  it('measures from the raise to the acknowledgement, to the task and to the place', () => {
    const task = exampleTask({ id: 'T1', incidentId: 'I1' });
    const book = bookOf([
      [0, 'alarm.raised', raised('A1')],
      [0, 'incident.opened', { incident: exampleIncident() }],
      [12 * second, 'alarm.acknowledged', { alarmId: 'A1' }],
      [40 * second, 'task.issued', { task, revealed: null }],
      [6 * minute, 'task.arrived', { taskId: 'T1', incidentId: 'I1', note: null }],
      [10 * minute, 'incident.closed', { incidentId: 'I1', conclusion: 'false-alarm', note: '' }],
    ]);
    expect(figureOf(book, 'acknowledge-p90')).toBe(12 * second);
    expect(figureOf(book, 'dispatch-p95')).toBe(28 * second);
    expect(figureOf(book, 'arrive-p90')).toBe(5 * minute + 20 * second);
    expect(figureOf(book, 'false-share')).toBe(100);
    expect(figureOf(book, 'video-first-share')).toBe(0);
    expect(sheetOf(book).falseByRule).toMatchObject([{ kind: 'seal-cut', value: 100, of: 1 }]);
    expect(sheetOf(book).behind['acknowledge-p90']).toMatchObject([
      { alarmId: 'A1', incidentId: 'I1' },
    ]);
  });

  it('counts the minutes in which a sensor was not heard, within the period', () => {
    const lost = { kind: 'device-lost' as const };
    const book = bookOf([
      [-30 * minute, 'alarm.raised', raised('A1', lost)],
      [15 * minute, 'alarm.returned', { alarmId: 'A1' }],
      [50 * minute, 'alarm.raised', raised('A2', lost)],
    ]);
    expect(figureOf(book, 'blind-minutes')).toBe(25);
    expect(figureOf(book, 'stale', { toMs: startMs + 48 * hour })).toBe(1);
  });

  it('says nothing of an area that is not asked for', () => {
    const book = bookOf([[0, 'alarm.raised', raised('A1', { kind: 'device-lost' })]]);
    const sheet = sheetOf(book, { areas: ['PVG'] });
    expect(JSON.stringify(sheet)).not.toMatch(/WGQ|A1/);
  });

  it('takes the percentile that so many do not exceed', () => {
    expect(percentile([], 90)).toBeNull();
    expect(percentile([3, 1, 2], 50)).toBe(2);
    expect(
      percentile(
        Array.from({ length: 10 }, (_, i) => i + 1),
        90,
      ),
    ).toBe(9);
  });
});

it('is the same whether it was followed or read at once, and however often it was looked at', () => {
  fc.assert(
    fc.property(randomHistory, fc.nat(59), (events, cut) => {
      const [followed, read] = [new FigureBook(), new FigureBook()];
      const toMs = events.at(-1)?.atMs ?? 0;
      const query = { fromMs: toMs - 30 * 24 * hour, toMs, areas: areaIds, desk: null };
      for (const event of events.slice(0, cut)) followed.take(event);
      computeFigures(followed, query);
      for (const event of events.slice(cut)) followed.take(event);
      for (const event of events) read.take(event);
      expect(computeFigures(followed, query)).toEqual(computeFigures(read, query));
    }),
  );
});

it('counts nothing that was only played', () => {
  const book = bookOf([
    [0, 'alarm.raised', raised('A1')],
    [0, 'incident.opened', { incident: exampleIncident({ drill: true }) }],
    [5 * second, 'alarm.acknowledged', { alarmId: 'A1' }],
    [minute, 'incident.closed', { incidentId: 'I1', conclusion: 'false-alarm', note: '' }],
  ]);
  expect(sheetOf(book).severities).toEqual([0, 0, 0, 0]);
  expect(figureOf(book, 'acknowledge-p50')).toBeNull();
  expect(figureOf(book, 'false-share')).toBeNull();
});
