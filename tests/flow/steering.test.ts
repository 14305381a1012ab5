import { startVideoPlatform, type VideoPlatform } from '@ftz/mock-feeds/feeds/gb28181/device.ts';
import { simulatedCentreId, simulatedPlatforms } from '@ftz/mock-feeds/feeds/gb28181/platforms.ts';
import { type IsapiCameras, openIsapiCameras } from '@ftz/mock-feeds/feeds/isapi/device.ts';
import { type OnvifCameras, openOnvifCameras } from '@ftz/mock-feeds/feeds/onvif/device.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { CameraMotion, SteeringTurn } from '@ftz/shared/contract/steering.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';
import { freePort } from '#launched-product.ts';
import { standsStill } from '#still-mount.ts';
import { surroundingsOf } from '#surroundings.ts';
import { openEventLog } from './event-log.ts';

// Cameras that are turned over real sockets: ONVIF, ISAPI, and two platforms of GB/T 28181.
let house: House;
let onvif: OnvifCameras;
let isapi: IsapiCameras;
let platforms: VideoPlatform[];
/** So long a camera stays with the hand that let go of it. */
const heldForMs = 5_000;

beforeAll(async () => {
  const urls = [await freePort(), await freePort()].map((port) => `http://127.0.0.1:${port}`);
  const [ONVIF_URL = '', ISAPI_URL = ''] = urls;
  const zone = { areas: [...areaIds] };
  house = await startHouse(
    [
      { username: 'li', role: 'duty-officer', ...zone },
      { username: 'wang', role: 'duty-officer', ...zone },
      { username: 'far', role: 'duty-officer', areas: ['WLP'] },
      { username: 'wu', role: 'field-officer', ...zone },
      { username: 'hall', role: 'wall', ...zone },
      { username: 'auditor', role: 'auditor', ...zone },
    ],
    [],
    { ONVIF_URL, ISAPI_URL },
  );
  const surroundings = surroundingsOf(house);
  onvif = await openOnvifCameras(surroundings, ONVIF_URL);
  isapi = await openIsapiCameras(surroundings, ISAPI_URL);
  const { feedPlan: plan } = house.app;
  platforms = simulatedPlatforms.map((platform, n) =>
    startVideoPlatform({
      ...platform,
      host: plan.host,
      port: plan.ports.gb28181,
      centreId: simulatedCentreId,
      key: plan.deviceKeys[`gb28181/${platform.platformId}`] ?? '',
      random: createRandom(n),
    }),
  );
  await Promise.all([onvif.online, isapi.online, ...platforms.map(({ online }) => online)]);
  const cookie = await house.signIn('li');
  await until(
    async () => (await fetch(`${house.app.url}/health/ready`, { headers: { cookie } })).text(),
    (text) => text.includes('7 cameras'),
  );
});
afterAll(async () => {
  for (const platform of platforms ?? []) platform.close();
  await house?.stop();
  await onvif?.close();
  await isapi?.close();
});

type Answer = { status: number; turn: SteeringTurn; refusal: Refusal };

async function steer(who: string, cameraId: string, motion: CameraMotion): Promise<Answer> {
  const response = await fetch(`${house.app.url}/api/cameras/${cameraId}/steering`, {
    method: 'POST',
    headers: { cookie: await house.signIn(who), 'content-type': 'application/json' },
    body: JSON.stringify(motion),
  });
  const body = await response.json();
  return { status: response.status, turn: body, refusal: body };
}

const right: CameraMotion = { act: 'move', pan: 0.5, tilt: 0, zoom: 0 };
const stop: CameraMotion = { act: 'stop' };

const steerable = [
  ['ONVIF', 'WGQ-C07', () => onvif.look('WGQ-C07')],
  ['ISAPI', 'WGQ-C05', () => isapi.look('WGQ-C05')],
  ['GB/T 28181 over UDP', 'YSP-C14', () => platforms[0]?.look('31011500001320000014')],
  ['GB/T 28181 over TCP', 'PVG-C08', () => platforms[1]?.look('31011500001320000108')],
] as const;

describe.each(steerable)('a camera that speaks %s', (_, cameraId, look) => {
  it('turns while it is told to, stops when told so, and goes to a preset', async () => {
    expect(await steer('li', cameraId, right)).toMatchObject({
      status: 200,
      turn: { by: { name: 'li', isMe: true } },
    });
    await until(look, (now) => (now?.panDeg ?? 0) > 1);
    await steer('li', cameraId, stop);
    const stopped = look();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(look()).toEqual(stopped);
    await steer('li', cameraId, { act: 'move', pan: 0, tilt: -0.5, zoom: 1 });
    await until(look, (now) => (now?.tiltDeg ?? 0) < -1 && (now?.zoom ?? 0) > 1.1);
    expect((await steer('li', cameraId, { act: 'preset', preset: 2 })).status).toBe(200);
    expect(look()).toEqual({ panDeg: 90, tiltDeg: -10, zoom: 2 });
  });

  it('stops by itself when nobody says any more that it shall go on', async () => {
    await steer('li', cameraId, right);
    const began = look();
    await until(look, (now) => now?.panDeg !== began?.panDeg);
    await standsStill(() => look()?.panDeg);
  });
});

it('is one hand at a time, by name, and another one when the first has let go', async () => {
  await steer('li', 'WGQ-C07', { act: 'preset', preset: 1 });
  const refused = await steer('wang', 'WGQ-C07', right);
  expect(refused.status).toBe(409);
  expect(refused.refusal).toMatchObject({ code: 'steered-by-other', detail: 'li' });
  const cookie = await house.signIn('hall');
  const seen = await fetch(`${house.app.url}/api/cameras/WGQ-C07/steering`, {
    headers: { cookie },
  });
  expect(await seen.json()).toEqual({ by: { name: 'li', isMe: false } });
  const later = await until(
    () => steer('wang', 'WGQ-C07', { act: 'preset', preset: 2 }),
    ({ status }) => status === 200,
    3 * heldForMs,
  );
  expect(later.turn).toEqual({ by: { name: 'wang', isMe: true } });
});

it('is refused to those without the right, and where nothing turns', async () => {
  const before = isapi.look('WGQ-C05');
  for (const [who, status, code] of [
    ['wu', 403, 'not-permitted'],
    ['hall', 403, 'not-permitted'],
    ['far', 404, 'not-found'],
  ] as const) {
    const answer = await steer(who, 'WGQ-C05', right);
    expect([who, answer.status, answer.refusal.code]).toEqual([who, status, code]);
  }
  expect(isapi.look('WGQ-C05')).toEqual(before);
  expect((await steer('li', 'WGQ-C01', right)).refusal.code).toBe('camera-fixed');
});

it('says so when a camera does not obey', async () => {
  platforms[1]?.close();
  const answer = await steer('li', 'PVG-C08', right);
  expect([answer.status, answer.refusal.code]).toEqual([409, 'camera-unmoved']);
});

it('leaves a trace of who turned what', async () => {
  const log = await openEventLog(house, 'auditor');
  const told = async () => {
    const viewed = await log.entries('access.viewed');
    const turned = viewed.filter(({ data }) => data.viewing.what === 'steering');
    return new Set(
      turned.map(({ actor, data }) => `${'name' in actor && actor.name} ${data.viewing.id}`),
    );
  };
  expect(await until(told, ({ size }) => size >= 5)).toEqual(
    new Set(['li WGQ-C07', 'li WGQ-C05', 'li YSP-C14', 'li PVG-C08', 'wang WGQ-C07']),
  );
});
