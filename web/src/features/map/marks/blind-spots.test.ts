import type { CameraEntry } from '@ftz/shared/contract/camera.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import { site } from '@ftz/shared/site/site.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { groupBlindSpots } from './blind-groups.ts';
import { type BlindKnown, blindSpots } from './blind-spots.ts';

const minute = 60_000;
const nowMs = 1_000 * minute;
const empty = emptySituation();

/** A house in which nothing is known to be silent. */
const known = (part: Partial<BlindKnown> = {}): BlindKnown => ({
  site,
  situation: empty,
  feeds: [],
  cameras: [],
  fixOf: () => null,
  nowMs,
  ...part,
});
const entry = (part: Partial<CameraEntry>): CameraEntry =>
  ({
    ...site.cameras[0],
    state: 'alive',
    lastSeenAtMs: nowMs - 1_000,
    trouble: null,
    recording: { isRecorded: true, trouble: null, sinceMs: null },
    ...part,
  }) as CameraEntry;
const whyOf = (part: Partial<BlindKnown>) =>
  blindSpots(known(part)).map(({ thing, why, sinceMs }) => [thing.kind, why, sinceMs]);

it('a camera that is lost, shows nothing, or is not recorded is a blind spot, and one that is well is none', () => {
  expect(whyOf({ cameras: [entry({})] })).toEqual([]);
  const at = nowMs - 5 * minute;
  expect(whyOf({ cameras: [entry({ state: 'lost', lastSeenAtMs: at })] })).toEqual([
    ['camera', 'silent', at],
  ]);
  expect(whyOf({ cameras: [entry({ state: 'never-seen', lastSeenAtMs: null })] })).toEqual([
    ['camera', 'silent', null],
  ]);
  expect(whyOf({ cameras: [entry({ trouble: 'key-refused' })] })[0]?.[1]).toBe('no-picture');
  const recording = { isRecorded: true, trouble: 'disk-full', sinceMs: at } as const;
  expect(whyOf({ cameras: [entry({ recording })] })).toEqual([['camera', 'not-recorded', at]]);
});

it('of cameras that nobody told of nothing is said', () => {
  expect(whyOf({ cameras: null })).toEqual([]);
});

it('every stretch of a panel that is lost is blind, and of no other', () => {
  const [fence] = site.fences;
  const alarm = exampleAlarm({
    kind: 'device-lost',
    entityKind: 'device',
    entityId: fence?.account ?? '',
    raisedAtMs: nowMs - 3 * minute,
  });
  const spots = blindSpots(known({ situation: { ...empty, alarms: { [alarm.id]: alarm } } }));
  const own = site.fences.filter(({ account }) => account === fence?.account);
  expect(spots.map(({ thing }) => thing.id)).toEqual(own.map(({ id }) => id));
  expect(spots[0]?.sinceMs).toBe(nowMs - 3 * minute);
});

it('a gate is blind when none of its feeds has spoken for a quarter of an hour', () => {
  const gate = site.gates.find(({ id }) =>
    site.equipment.some((device) => device.gateId === id && device.gateway === 'lane-jgst14'),
  );
  const gateways = new Set(
    site.equipment.filter(({ gateId }) => gateId === gate?.id).map(({ gateway }) => gateway),
  );
  const feeds = (agoMin: number) =>
    [...gateways].map((gateway) => ({
      area: gate?.area ?? 'WGQ',
      gateway,
      alive: 1,
      known: 1,
      lastSeenAtMs: nowMs - agoMin * minute,
      unheard: false,
    }));
  const isBlind = (agoMin: number) =>
    blindSpots(known({ feeds: feeds(agoMin) })).some(({ thing }) => thing.id === gate?.id);
  expect([isBlind(1), isBlind(14), isBlind(16)]).toEqual([false, false, true]);
});

it('a vehicle under way is blind when its position is old, and its seal when it is silent', () => {
  const journey = { ...({} as Journey), id: 'J1', vehicleId: 'V1', sealId: 'S1' };
  const underWay = { ...journey, state: 'under-way' as const, departedAtMs: nowMs - 40 * minute };
  const at = (agoMin: number) => ({
    situation: { ...empty, journeys: { J1: underWay } },
    fixOf: () => ({ point: [121.6, 31.3] as [number, number], fixAtMs: nowMs - agoMin * minute }),
  });
  expect(whyOf(at(1))).toEqual([['seal', 'silent', null]]);
  expect(whyOf(at(3)).map(([kind]) => kind)).toEqual(['vehicle', 'seal']);
  const arrived = { ...journey, state: 'arrived' as const, departedAtMs: 0 };
  expect(whyOf({ ...at(3), situation: { ...empty, journeys: { J1: arrived } } })).toEqual([]);
});

it('what was taken out of service is as blind as what fell silent, and says so', () => {
  const [camera] = site.cameras;
  const outage = {
    state: 'in-force',
    how: 'out-of-service',
    fromMs: nowMs - 9 * minute,
    source: { kind: null, entityKind: 'device', entityId: camera?.id },
  };
  const situation = { ...empty, outages: { O1: outage as never } };
  expect(whyOf({ situation, cameras: [entry({})] })).toEqual([
    ['camera', 'out-of-service', nowMs - 9 * minute],
  ]);
});

it('spots that lie close have one mark, with the age of the longest', () => {
  const spot = (id: string, x: number, sinceMs: number | null) => ({
    thing: { kind: 'camera' as const, id },
    point: [x, 0] as [number, number],
    sinceMs,
    why: 'silent' as const,
  });
  const groups = groupBlindSpots(
    [spot('a', 0, 50), spot('b', 5, 20), spot('c', 90, null)],
    ([x, y]) => ({ x, y }),
    { x: 20, y: 20 },
  );
  expect(groups.map(({ spots, sinceMs }) => [spots.length, sinceMs])).toEqual([
    [2, 20],
    [1, null],
  ]);
});
