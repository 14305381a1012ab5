import { expect, it } from 'vitest';
import { emptyPicture, meetVehicle, noteDevice, strangerKey } from './live-picture.ts';

const registered = 20;

/** A terminal that nobody registered reports. */
function meetStranger(picture: ReturnType<typeof emptyPicture>, id: string) {
  const heard = { gateway: 'jt808' as const, deviceId: id, area: null, trusted: false };
  noteDevice(picture, { ...heard, gone: false, deviceAtMs: 1 }, 1);
  const met = picture.vehicles.get(id);
  if (met) return met;
  const key = strangerKey(picture, registered);
  return meetVehicle(picture, { key, id, plate: null, area: null, trusted: false });
}

it('gives strangers a thousand keys of their own, each to one at a time, none again soon', () => {
  const picture = emptyPicture(0);
  for (let n = 1; n <= 2_500; n++) {
    const { key } = meetStranger(picture, `S${n}`).vehicle;
    // In turn: what was forgotten longest ago comes first.
    expect(key).toBe(registered + 1 + ((n - 1) % 1_000));
  }
  const keys = [...picture.vehicles.values()].map(({ vehicle }) => vehicle.key);
  expect([keys.length, new Set(keys).size]).toEqual([1_000, 1_000]);
  expect(picture.positions.rows).toBe(registered + 1_001);
});

it('forgets no vehicle for another device that bears its name', () => {
  const picture = emptyPicture(0);
  meetVehicle(picture, { key: 1, id: 'V1', plate: null, area: 'WGQ', trusted: true });
  for (let n = 0; n < 1_100; n++) {
    const gateway = n === 0 ? ('jt808' as const) : ('eseal-mqtt' as const);
    const heard = { gateway, deviceId: n < 2 ? 'V1' : `E${n}`, area: null, trusted: false };
    noteDevice(picture, { ...heard, gone: false, deviceAtMs: null }, n);
  }
  expect(picture.vehicles.get('V1')?.vehicle.key).toBe(1);
  expect(picture.positions.vehicles[1]?.id).toBe('V1');
});

it('keeps when a device that left was last heard, and its newest time', () => {
  const picture = emptyPicture(0);
  const panel = { gateway: 'perimeter-dc09' as const, deviceId: 'A', area: null, trusted: true };
  noteDevice(picture, { ...panel, gone: false, deviceAtMs: 900 }, 1_000);
  noteDevice(picture, { ...panel, gone: false, deviceAtMs: 500 }, 2_000);
  noteDevice(picture, { ...panel, gone: true, deviceAtMs: null }, 3_000);
  expect(picture.devices.get('perimeter-dc09/A')).toMatchObject({
    state: 'lost',
    lastSeenAtMs: 2_000,
    newestDeviceAtMs: 900,
  });
});
