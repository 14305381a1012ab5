import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTraffic, type Traffic } from '#sim/traffic.ts';
import type { WorldEvent } from '#sim/world-event.ts';
import { createZoneGrounds } from '#world/zone-grounds.ts';
import { createPatientCentre } from './patient-centre.fixture.ts';
import { quietDay } from './quiet-day.ts';
import { sealCutInTransit } from './seal-cut-in-transit.ts';

const startMs = Date.UTC(2026, 2, 2, 0, 0, 0);
const vehicles = 120;
const numbers = Array.from({ length: vehicles }, (_, i) => i + 1);

function trafficOf(seed: number, story = quietDay): Traffic {
  return createTraffic({ grounds: createZoneGrounds(), seed, vehicles, startMs, story });
}

/** Watches a world for some time and returns what it heard and what did not fit together. */
function watch(traffic: Traffic, lookEveryMs: number, untilMs: number) {
  const centre = createPatientCentre(traffic.journeys());
  const events: WorldEvent[] = [];
  for (let atMs = startMs; atMs <= untilMs; atMs += lookEveryMs) {
    for (const event of traffic.advance(atMs)) {
      events.push(event);
      centre.hear(event);
    }
    for (const n of numbers) centre.see(n, traffic.truck(n, atMs), atMs);
  }
  return { events, complaints: centre.complaints };
}

describe('a quiet day', () => {
  const traffic = trafficOf(11);
  const opening = traffic.journeys();
  let watched: ReturnType<typeof watch>;

  beforeAll(() => {
    watched = watch(traffic, 10_000, startMs + 3 * 3_600_000);
  });

  it('gives nobody a reason to complain', () => {
    expect(watched.complaints.slice(0, 5)).toEqual([]);
  });

  it('is no empty day: trucks leave and arrive all the time', () => {
    const directions = watched.events.flatMap((event) =>
      event.kind === 'lane-passed' ? [event.reading.direction] : [],
    );
    expect(opening.length).toBeGreaterThan(vehicles / 3);
    expect(directions.filter((direction) => direction === 'OUT').length).toBeGreaterThan(100);
    expect(directions.filter((direction) => direction === 'IN').length).toBeGreaterThan(100);
  });

  it('declares what the fleet list says', () => {
    for (const { n, journey } of opening) {
      const { id, plate, containerNo, sealId } = fleetVehicle(n);
      expect(journey).toMatchObject({ vehicleId: id, plate, containerNo, sealId });
      expect(journey.departedAtMs).toBeLessThanOrEqual(startMs);
      expect(journey.dueAtMs).toBeGreaterThan(startMs);
    }
  });

  it.each([2, 3, 4, 5])('keeps the yard tractor %i moving: it never rests for long', (n) => {
    const yard = trafficOf(11);
    const { area } = fleetVehicle(n);
    let standsS = 0;
    for (let atS = 0; atS < 1800; atS++) {
      yard.advance(startMs + atS * 1000);
      standsS = yard.truck(n, startMs + atS * 1000).speedKph === 0 ? standsS + 1 : 0;
      expect(standsS, `${area} at ${atS} s`).toBeLessThan(15);
    }
  });
});

it('is quiet by nature, not by deafness: the same watch complains about a story', () => {
  const { complaints } = watch(trafficOf(11, sealCutInTransit), 5_000, startMs + 120_000);
  const reasons = new Set(complaints.map(({ why }) => why));
  expect(reasons).toEqual(
    new Set(['off its road', 'a seal was broken', 'a fence spoke', 'seal not closed']),
  );
});

describe('repeatability', () => {
  const untilMs = startMs + 20 * 60_000;

  it('gives the same events to the byte, whatever the beat of the caller', () => {
    const atOnce = trafficOf(11).advance(untilMs);
    const beaten = trafficOf(11);
    const inBeats: WorldEvent[] = [];
    for (let atMs = startMs; atMs < untilMs; atMs += 237) inBeats.push(...beaten.advance(atMs));
    inBeats.push(...beaten.advance(untilMs));
    expect(JSON.stringify(inBeats)).toBe(JSON.stringify(atOnce));
    expect(atOnce.length).toBeGreaterThan(50);
  });

  it('leaves every truck at the same place', () => {
    const places = [trafficOf(11), trafficOf(11)].map((traffic) => {
      traffic.advance(untilMs);
      return JSON.stringify(numbers.map((n) => traffic.truck(n, untilMs)));
    });
    expect(places[0]).toBe(places[1]);
  });

  it('gives another day for another seed', () => {
    const day = (seed: number) => JSON.stringify(trafficOf(seed).advance(untilMs));
    expect(day(11)).not.toBe(day(12));
  });

  it('does not go back', () => {
    const traffic = trafficOf(11);
    traffic.advance(startMs + 60_000);
    expect(traffic.advance(startMs + 30_000)).toEqual([]);
  });
});
