import type { LonLat } from '@ftz/shared/contract/position.ts';
import { site } from '@ftz/shared/site/site.ts';
import { describe, expect, it } from 'vitest';
import { awayFromLineM } from '#sim/plane.ts';
import { createTraffic, type Traffic } from '#sim/traffic.ts';
import type { DeclaredJourney, WorldEvent } from '#sim/world-event.ts';
import { createZoneGrounds } from '#world/zone-grounds.ts';
import { sealCutInTransit } from './seal-cut-in-transit.ts';

const startMs = Date.UTC(2026, 2, 2, 8, 0, 0);
const fence = site.fences.find((segment) => segment.id === 'WGQ-F05');

type Second = { atS: number; point: LonLat; speedKph: number; offRoadM: number };
type Told = { journey: DeclaredJourney; seconds: Second[]; events: WorldEvent[] };

function isOfStory(event: WorldEvent): boolean {
  return event.kind === 'fence-changed' || event.n === sealCutInTransit.vehicle;
}

function second(traffic: Traffic, journey: DeclaredJourney, atS: number): Second {
  const { point, speedKph } = traffic.truck(1, startMs + atS * 1000);
  return { atS, point, speedKph, offRoadM: awayFromLineM(point, journey.corridor) };
}

function tell(untilS: number): Told {
  const grounds = createZoneGrounds();
  const story = sealCutInTransit;
  const traffic = createTraffic({ grounds, seed: 3, vehicles: 9, startMs, story });
  const [first] = traffic.journeys();
  if (first === undefined) throw new Error('the story begins with a journey');
  const seconds: Second[] = [];
  const events: WorldEvent[] = [];
  for (let atS = 0; atS <= untilS; atS++) {
    events.push(...traffic.advance(startMs + atS * 1000).filter(isOfStory));
    seconds.push(second(traffic, first.journey, atS));
  }
  return { journey: first.journey, seconds, events };
}

const inSeconds = (event: WorldEvent | undefined) =>
  event === undefined ? Number.NaN : (event.atMs - startMs) / 1000;

describe('the first telling', () => {
  const { journey, seconds, events } = tell(120);
  const at = (atS: number) => seconds[atS] as Second;

  it('is a journey from Yangshan to Waigaoqiao with container and seal', () => {
    expect(journey).toMatchObject({
      vehicleId: 'V00001',
      sealId: 'ES000001',
      containerNo: 'CSQU1000372',
      fromGateId: 'YSP-L2',
      toGateId: 'WGQ-G1',
    });
  });

  it('starts on its road and is more than 500 m off it before 30 s, at 80 km/h at most', () => {
    expect(at(0).offRoadM).toBeLessThan(5);
    expect(at(30).offRoadM).toBeGreaterThan(500);
    for (const { speedKph } of seconds) expect(speedKph).toBeLessThanOrEqual(80);
  });

  it('stands near fence 05 for more than 20 s while off its road', () => {
    const standing = seconds.filter(({ speedKph, atS }) => speedKph === 0 && atS < 60);
    expect(standing.length).toBeGreaterThan(21);
    for (const { point, offRoadM } of standing) {
      expect(offRoadM).toBeGreaterThan(500);
      expect(awayFromLineM(point, (fence?.line ?? []) as LonLat[])).toBeLessThan(150);
    }
  });

  it('moves without jumps: no second is longer than its speeds allow', () => {
    seconds.slice(1).forEach((now, i) => {
      const before = seconds[i] as Second;
      const movedM = awayFromLineM(now.point, [before.point]);
      expect(movedM).toBeLessThanOrEqual(Math.max(now.speedKph, before.speedKph) / 3.6 + 3);
    });
  });

  it('tells its facts in order, all but the restore within 90 s', () => {
    expect(events.map((event) => event.kind)).toEqual([
      'seal-changed',
      'fence-changed',
      'lane-passed',
      'fence-changed',
    ]);
    const [cut, alarm, passage, restore] = events;
    expect(cut).toMatchObject({ events: ['cut'], state: { rope: 'cut', sealed: false } });
    expect(alarm).toMatchObject({ account: '1001', zone: 5, code: 'BA' });
    expect(restore).toMatchObject({ account: '1001', zone: 5, code: 'BR' });
    expect(inSeconds(cut)).toBe(40);
    expect(inSeconds(alarm)).toBe(46);
    expect(inSeconds(passage)).toBeLessThanOrEqual(90);
    expect(inSeconds(restore) - inSeconds(alarm)).toBe(60);
  });

  it('ends at gate 1, where the lane reads the right truck and a broken seal', () => {
    expect(events[2]).toMatchObject({
      reading: {
        laneId: 'WGQ-G1-L1',
        direction: 'IN',
        plate: journey.plate,
        containerNo: journey.containerNo,
        seals: [{ id: 'ES000001', state: 'broken' }],
      },
    });
  });
});

describe('the later tellings', () => {
  const { events, seconds } = tell(45 * 60);
  const cuts = events.filter((event) => event.kind === 'seal-changed' && event.events[0] === 'cut');
  const declared = events.flatMap((event) =>
    event.kind === 'journey-declared' ? [event.journey] : [],
  );

  it('come about every ten minutes', () => {
    expect(cuts.length).toBeGreaterThanOrEqual(4);
    cuts.slice(1).forEach((cut, i) => {
      const pauseS = inSeconds(cut) - inSeconds(cuts[i]);
      expect(pauseS).toBeGreaterThan(480);
      expect(pauseS).toBeLessThan(780);
    });
  });

  it('have each a fresh rope and a journey of their own', () => {
    expect(new Set(declared.map((journey) => journey.id)).size).toBe(declared.length);
    expect(declared.length).toBeGreaterThanOrEqual(cuts.length - 1);
    for (const journey of declared) {
      const sealed = events.filter(
        (event) =>
          event.kind === 'seal-changed' &&
          event.events[0] === 'sealed' &&
          event.atMs < journey.departedAtMs,
      );
      expect(sealed[sealed.length - 1]).toMatchObject({ state: { rope: 'intact', sealed: true } });
    }
  });

  it('never let the truck jump from one to the next', () => {
    seconds.slice(1).forEach((now, i) => {
      expect(awayFromLineM(now.point, [(seconds[i] as Second).point])).toBeLessThan(26);
    });
  });
});
