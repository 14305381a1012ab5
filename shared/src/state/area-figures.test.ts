import { describe, expect, it } from 'vitest';
import type { DayNumbers } from '#contract/day-numbers.ts';
import type { FeedFreshness } from '#contract/device.ts';
import type { Journey } from '#contract/journey.ts';
import type { LaneOutcome } from '#contract/lane-decision.ts';
import type { Unit } from '#contract/site.ts';
import type { Situation } from '#contract/situation.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { type AreaFigureName, type AreaKnowledge, areaFigures } from './area-figures.ts';
import { areaStandings } from './area-standing.ts';
import { emptySituation } from './situation.ts';
import { emptyUnit } from './unit-lifecycle.ts';

const nowMs = 10_000_000;
const minute = 60_000;

const journey = (id: string, change: Partial<Journey> = {}): Journey => ({
  id,
  vehicleId: `V${id}`,
  plate: '沪A00001',
  containerNo: null,
  sealId: `S${id}`,
  fromGateId: 'YSP-G1',
  toGateId: 'WGQ-G1',
  fromArea: 'YSP',
  toArea: 'WGQ',
  corridor: [],
  corridorM: 200,
  departedAtMs: nowMs - 30 * minute,
  dueAtMs: nowMs + 30 * minute,
  state: 'under-way',
  arrivedAtMs: null,
  ...change,
});
const outcome = (eventId: string, change: Partial<LaneOutcome> = {}): LaneOutcome => ({
  area: 'WGQ',
  laneId: 'L1',
  gateId: 'WGQ-G1',
  direction: 'IN',
  eventId,
  sessionId: eventId,
  plate: '沪A00001',
  journeyId: null,
  result: 'manual',
  state: 'referred',
  comparison: [],
  statusWord: '0'.repeat(20),
  decidedAtMs: nowMs - minute,
  dueAtMs: nowMs + minute,
  releasedAtMs: null,
  checked: null,
  releaseAsked: null,
  feedback: null,
  ...change,
});
const team = (id: string, change: Partial<Unit> = {}): Unit => ({
  id,
  area: 'WGQ',
  nameZh: id,
  nameEn: id,
  kind: 'field',
  point: [121.6, 31.3],
  ...change,
});
const byId = <T>(things: readonly T[], idOf: (thing: T) => string): Record<string, T> =>
  Object.fromEntries(things.map((thing) => [idOf(thing), thing]));

const day = (change: Partial<DayNumbers['areas'][number]> = {}): DayNumbers => ({
  fromMs: 0,
  toMs: nowMs - 2_000,
  complete: true,
  feedsFromMs: 0,
  areas: [
    {
      area: 'WGQ',
      raised: 14,
      answered: 12,
      passedIn: 41,
      passedOut: 38,
      blindNow: 0,
      blindMinutes: 0,
      blind: [],
      ...change,
    },
  ],
  responses: [
    {
      area: 'WGQ',
      phase: 'acknowledge',
      severity: 1,
      of: 4,
      p50: 9_000,
      p90: 34_000,
      p95: 40_000,
      limitMs: 30_000,
    },
  ],
  falseByRule: [],
});

function figuresOf(
  situation: Partial<Situation>,
  known: Partial<AreaKnowledge> = {},
  units: readonly Unit[] = [],
) {
  const whole = { ...emptySituation(), ...situation };
  const [standing] = areaStandings(whole, { areas: ['WGQ'], units, nowMs });
  if (!standing) throw new Error('no area');
  const all = areaFigures({ standing, day: day(), feeds: [], isBlind: false, nowMs, ...known });
  return (name: AreaFigureName) => all.find((figure) => figure.name === name);
}

describe('what the log tells', () => {
  it('tells alarms that nobody answered from those that are open, by the gravest of the former', () => {
    const alarms = byId(
      [
        exampleAlarm({ id: 'A1', severity: 1, state: 'acked', entityId: 'a' }),
        exampleAlarm({ id: 'A2', severity: 3, entityId: 'b', askedAtMs: nowMs - 5_000 }),
        exampleAlarm({ id: 'A3', severity: 3, entityId: 'c', askedAtMs: nowMs - 9_000 }),
        exampleAlarm({ id: 'A4', severity: 1, area: 'PVG', entityId: 'd' }),
        exampleAlarm({ id: 'A5', severity: 1, state: 'normal', entityId: 'e' }),
      ],
      ({ id }) => id,
    );
    const figure = figuresOf({ alarms })('alarms');
    expect(figure).toMatchObject({ value: 2, of: 3, severity: 3, standing: 'watch' });
    expect(figure?.sinceMs).toBe(nowMs - 9_000);
    const answered = byId([exampleAlarm({ state: 'acked' })], ({ id }) => id);
    expect(figuresOf({ alarms: answered })('alarms')).toMatchObject({
      value: 0,
      standing: 'plain',
    });
  });

  it('counts a journey where it is awaited, and one that is overdue as one to act upon', () => {
    const journeys = byId(
      [
        journey('J1'),
        journey('J2', { dueAtMs: nowMs - 4 * minute }),
        journey('J3', { toArea: 'PVG', dueAtMs: 0 }),
        journey('J4', { state: 'arrived', dueAtMs: 0 }),
      ],
      ({ id }) => id,
    );
    expect(figuresOf({ journeys })('journeys')).toMatchObject({
      value: 1,
      of: 2,
      sinceMs: nowMs - 4 * minute,
      standing: 'act',
    });
  });

  it('lets one vehicle wait at a lane, the newest, and acts when nobody decided in time', () => {
    const waiting = (...outcomes: LaneOutcome[]) =>
      figuresOf({ laneOutcomes: byId(outcomes, ({ eventId }) => eventId) })('waiting');
    const gone = outcome('E1', { decidedAtMs: nowMs - 20 * minute });
    expect(waiting(gone, outcome('E2'))).toMatchObject({ value: 1, standing: 'plain' });
    expect(waiting(gone, outcome('E2', { state: 'left' }))).toMatchObject({ value: 0 });
    expect(waiting(outcome('E2', { state: 'auto-hold', dueAtMs: null }))).toMatchObject({
      standing: 'watch',
    });
    expect(
      waiting(outcome('E2'), outcome('E3', { laneId: 'L2', state: 'escalated' })),
    ).toMatchObject({ value: 2, standing: 'act' });
  });

  it('counts seals that are on their way, and of these the ones with which something is wrong', () => {
    const step = {
      atMs: 1,
      deviceAtMs: nowMs - minute,
      batteryPct: 80,
      events: [],
      state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' },
    } as const;
    const story = (sealId: string, change: object = {}) => ({
      sealId,
      area: 'WGQ' as const,
      steps: [{ ...step, events: [], ...change }],
    });
    const stories = [story('SJ1'), story('SJ2', { batteryPct: 9 }), story('S9', { batteryPct: 9 })];
    const journeys = byId([journey('J1'), journey('J2')], ({ id }) => id);
    const sealStories = byId(stories, ({ sealId }) => sealId);
    expect(figuresOf({ journeys, sealStories })('seals')).toMatchObject({
      value: 1,
      of: 2,
      standing: 'watch',
    });
    const cut = story('SJ1', { state: { ...step.state, rope: 'cut' } });
    expect(figuresOf({ journeys, sealStories: { SJ1: cut } })('seals')).toMatchObject({
      value: 1,
      standing: 'act',
    });
  });

  it('tells whom one could send, and acts when somebody is in danger', () => {
    const crew = [{ accountId: 'U1', personId: 'P1', name: 'li', licences: [] }];
    const units = [team('P1'), team('P2'), team('P3'), team('R1', { kind: 'review' })];
    const rides = { ...emptyUnit('P1', 'WGQ'), crew };
    expect(figuresOf({ units: { P1: rides } }, {}, units)('units')).toMatchObject({
      value: 1,
      of: 1,
      standing: 'plain',
    });
    expect(figuresOf({}, {}, units)('units')).toMatchObject({ value: 0, standing: 'watch' });
    const distress = {
      by: { accountId: 'U1', personId: 'P1', name: 'li' },
      note: null,
      sinceMs: 1,
    };
    expect(figuresOf({ units: { P1: { ...rides, distress } } }, {}, units)('units')).toMatchObject({
      value: 0,
      standing: 'act',
    });
  });
});

describe('what the house counts', () => {
  it('says when it was counted, and what is beyond its limit', () => {
    const figure = figuresOf({});
    expect(figure('passages')).toMatchObject({ value: 41, of: 38, countedAtMs: nowMs - 2_000 });
    expect(figure('answered')).toMatchObject({ value: 12, of: 14 });
    expect(figure('acknowledge')).toMatchObject({ value: 34_000, standing: 'act' });
    // Nothing was dispatched: nothing to be measured, which is known.
    expect(figure('dispatch')).toMatchObject({ value: null, standing: 'plain' });
  });

  it('looks at what is blind, and acts on an hour of it', () => {
    const blind = { blindNow: 1, blindMinutes: 12.4 };
    expect(figuresOf({}, { day: day(blind) })('blind')).toMatchObject({
      value: 1,
      of: 12,
      standing: 'watch',
    });
    const long = { blindNow: 0, blindMinutes: 61 };
    expect(figuresOf({}, { day: day(long) })('blind')).toMatchObject({ standing: 'act' });
  });
});

describe('what nobody can tell is unknown, and never none', () => {
  const unknown = { standing: 'unknown', value: null, of: null, countedAtMs: null };
  const alarms = byId([exampleAlarm()], ({ id }) => id);

  it('on a page that hears nothing', () => {
    const figure = figuresOf({ alarms }, { isBlind: true });
    for (const name of ['alarms', 'journeys', 'units', 'passages'] as const)
      expect(figure(name)).toMatchObject(unknown);
  });

  it('of numbers that the house has not told, or has not told for a minute', () => {
    expect(figuresOf({ alarms }, { day: null })('passages')).toMatchObject(unknown);
    const old = { ...day(), toMs: nowMs - 61_000 };
    const figure = figuresOf({ alarms }, { day: old });
    expect(figure('blind')).toMatchObject(unknown);
    expect(figure('alarms')).toMatchObject({ value: 1 });
  });

  it('of gates and seals that are not heard', () => {
    const silent = (gateway: FeedFreshness['gateway']): FeedFreshness => ({
      area: 'WGQ',
      gateway,
      alive: 0,
      known: 4,
      lastSeenAtMs: 1,
      unheard: false,
    });
    const figure = figuresOf({ alarms }, { feeds: [silent('checkpoint-http')] });
    expect(figure('passages')).toMatchObject(unknown);
    expect(figure('waiting')).toMatchObject(unknown);
    expect(figure('seals')).toMatchObject({ value: 0 });
    expect(figuresOf({}, { feeds: [silent('eseal-mqtt')] })('seals')).toMatchObject(unknown);
  });
});
