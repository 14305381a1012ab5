import type { RegisteredDevice } from '@ftz/shared/contract/device.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { CameraRecording } from '@ftz/shared/contract/recording.ts';
import { site } from '@ftz/shared/site/site.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { exampleWorld } from '#domain/rule-examples/example-world.ts';
import { type DeviceQuery, listDevices } from './device-list.ts';
import { noteDevice } from './live-picture.ts';
import { rule as deviceLost } from './rules/device-lost.ts';
import type { World } from './sighting.ts';

const receiver: RegisteredDevice = {
  gateway: 'ais',
  deviceId: 'receiver-9',
  area: 'YSP',
  point: null,
  vehicleId: null,
  sealId: null,
  gateId: null,
  cameraId: null,
  silentAfterS: 60,
  model: null,
  datum: 'WGS84',
  trust: 'low',
};
const key = 'ais/receiver-9';

let world: World;
beforeEach(() => {
  const { situation, ...rest } = exampleWorld();
  world = { ...rest, situation: { ...situation, registeredDevices: { [key]: receiver } } };
});

const heard = (agoMs: number, of: Pick<RegisteredDevice, 'gateway' | 'deviceId'> = receiver) => {
  const { gateway, deviceId } = of;
  const said = { gateway, deviceId, area: 'YSP' as const, trusted: true, gone: false };
  noteDevice(world.picture, { ...said, deviceAtMs: null }, world.nowMs - agoMs);
};
const everybody = () => true;
const well = { isRecorded: true, trouble: null, sinceMs: 1 };
const list = (
  query: DeviceQuery,
  sees: (area: AreaId | null) => boolean = everybody,
  recording: CameraRecording = well,
) => listDevices(world, sees, query, () => recording);
const found = (query = {}) => list({ search: 'receiver-9', most: 10, ...query });

describe('a device that promised to speak', () => {
  const verdict = () =>
    deviceLost.sweep?.(world).find(({ verdict: { entityId } }) => entityId === key)?.verdict;

  it('is listed before it was ever heard, and lost when it stays silent', () => {
    expect(found().devices).toMatchObject([{ state: 'never-seen', byPerson: true }]);
    expect(verdict()).toMatchObject({ condition: 'present', severity: 3 });
  });

  it('lives while it speaks in time, is lost when it does not, and comes back', () => {
    heard(30_000);
    expect(found().devices).toMatchObject([{ state: 'alive' }]);
    expect(verdict()).toMatchObject({ condition: 'gone' });
    world = { ...world, nowMs: world.nowMs + 61_000 };
    expect(found().devices).toMatchObject([{ state: 'lost', silentAfterS: 60 }]);
    expect(verdict()).toMatchObject({ condition: 'present' });
    heard(0);
    expect(verdict()).toMatchObject({ condition: 'gone' });
  });
});

it('never calls lost who promised nothing', () => {
  const lane = { gateway: 'checkpoint-http' as const, deviceId: site.lanes[0]?.id ?? '' };
  heard(30 * 86_400_000, lane);
  const names = deviceLost.sweep?.(world).map(({ verdict: { entityId } }) => entityId) ?? [];
  expect(names.filter((name) => name === `checkpoint-http/${lane.deviceId}`)).toEqual([]);
  const { devices } = list({ gateway: lane.gateway, most: 10 });
  expect(devices[0]?.state).toBe('alive');
});

describe('the list', () => {
  it('shows to each person his own areas, and counts those alone', () => {
    const page = list({ most: 100 }, (area) => area === 'PVG');
    expect(page.devices.every(({ area }) => area === 'PVG')).toBe(true);
    expect(page.counts.known).toBe(page.devices.length);
  });

  it('finds by a part of the id, by door, area and state, the worst first', () => {
    expect(found({ gateway: 'jt808' }).devices).toEqual([]);
    expect(found({ area: 'WGQ' }).devices).toEqual([]);
    expect(found({ state: 'abnormal' }).devices).toHaveLength(1);
    expect(found({ state: 'alive' })).toMatchObject({ devices: [], counts: { known: 1 } });
    heard(1, { gateway: 'ais', deviceId: 'receiver-8' });
    const states = list({ search: 'RECEIVER', most: 10 }).devices;
    expect(states.map(({ state }) => state)).toEqual(['never-seen', 'alive']);
    expect(list({ search: 'receiver', most: 1 })).toMatchObject({
      counts: { alive: 1, known: 2, matching: 2 },
    });
  });

  it('tells of a camera how it is recorded, and counts one that is not among the abnormal', () => {
    const [camera] = site.cameras;
    heard(1, { gateway: 'cameras', deviceId: camera?.id ?? '' });
    const asked = { search: camera?.id ?? '', gateway: 'cameras', state: 'abnormal', most: 10 };
    expect(list(asked).devices).toEqual([]);
    const full = { isRecorded: true, trouble: 'disk-full' as const, sinceMs: 7 };
    expect(list(asked, everybody, full).devices).toMatchObject([
      { state: 'alive', recording: full },
    ]);
    heard(1, { gateway: 'ais', deviceId: 'receiver-8' });
    expect(list({ search: 'receiver-8', most: 1 }).devices).toMatchObject([{ recording: null }]);
  });
});
