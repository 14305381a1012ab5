import { fleet, fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { site, siteTimeLimits } from '@ftz/shared/site/site.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { emptyPicture } from './live-picture.ts';
import { createMessageNames } from './message-key.ts';
import type { Observation } from './observation.ts';
import { buildRegistry } from './registry.ts';

const registry = buildRegistry(site, fleet(20), []);
const noonMs = Date.UTC(2026, 0, 15, 4);
const aheadMs = 600_000;
const at = (nowMs: number) => ({
  limits: siteTimeLimits,
  registry,
  situation: emptySituation(),
  picture: emptyPicture(noonMs),
  nowMs,
});

const fence = (panelSeq: number, deviceId = site.panels[0]?.account ?? '') =>
  ({
    kind: 'fence',
    gateway: 'perimeter-dc09',
    deviceId,
    deviceAtMs: noonMs + aheadMs,
    receivedAtMs: noonMs,
    zone: 1,
    signal: 'alarm',
    code: 'BA',
    panelSeq,
  }) as Observation;
const place = (n: number, alarms: string[] = []) =>
  ({
    kind: 'position',
    gateway: 'jt808',
    deviceId: fleetVehicle(1).terminalId,
    deviceAtMs: noonMs + aheadMs + n,
    receivedAtMs: noonMs,
    point: null,
    speedKph: 0,
    headingDeg: 0,
    alarms,
    backfill: false,
  }) as Observation;

it('from the future, places have one name an hour, and each alarm its own', () => {
  const nameOf = createMessageNames();
  expect(nameOf(place(1), at(noonMs))).toBe(nameOf(place(2), at(noonMs)));
  expect(nameOf(place(1), at(noonMs))).not.toBe(nameOf(place(1, ['sos']), at(noonMs)));
  expect(nameOf(fence(1), at(noonMs))).not.toBe(nameOf(fence(2), at(noonMs)));
  expect(nameOf(fence(1), at(noonMs))).toBe(nameOf(fence(1), at(noonMs)));
});

it('a clock that runs wild has a bounded number of names an hour, however often it speaks', () => {
  const nameOf = createMessageNames();
  const names = new Set<string | null>();
  for (let n = 0; n < 1_000; n++) {
    for (let again = 0; again < 2; again++) names.add(nameOf(fence(n), at(noonMs)));
  }
  expect(names.size).toBe(241);
  // What had its name keeps it, and another hour begins anew.
  expect(nameOf(fence(3), at(noonMs))).not.toBe(nameOf(fence(999), at(noonMs)));
  const nextMs = noonMs + 3_600_000;
  const later = { ...fence(999), deviceAtMs: nextMs + aheadMs };
  expect(nameOf(later, at(nextMs))).toMatch(/^fence/);
});

it('a stranger has one name an hour for all that it says from the future', () => {
  const nameOf = createMessageNames();
  expect(nameOf(fence(1, 'nobody'), at(noonMs))).toBe(nameOf(fence(2, 'nobody'), at(noonMs)));
});
