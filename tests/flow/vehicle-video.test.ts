import { connect } from 'node:net';
import { startTerminal, type Terminal } from '@ftz/mock-feeds/feeds/jt808/device.ts';
import { createVideoPacketizer } from '@ftz/mock-feeds/feeds/jt808/video-packets.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type House, metric, startHouse, until } from '#house.ts';
import { findFfmpeg } from './ffmpeg.ts';

/** The whole house, a terminal with a camera, a real ffmpeg: a vehicle's own picture, called for by a person. */
let house: House;
let officer = '';
let foreigner = '';
beforeAll(async () => {
  const ffmpeg = findFfmpeg();
  house = await startHouse(
    [
      { username: 'officer', role: 'duty-officer', areas: [...areaIds] },
      { username: 'foreigner', role: 'duty-officer', areas: ['PVG'] },
    ],
    [],
    { FFMPEG: ffmpeg },
  );
  officer = await house.signIn('officer');
  foreigner = await house.signIn('foreigner');
}, 600_000);
afterAll(() => house?.stop());

const patiently = 40_000;

async function ask(path: string, cookie = officer) {
  const response = await fetch(`${house.app.url}/api/cameras/${path}`, { headers: { cookie } });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}
const troubleOf = async (cameraId: string) =>
  JSON.parse((await ask(`${cameraId}/trouble`)).bytes.toString()).trouble;

const refused = () =>
  metric(house.app.url, 'ftz_device_frames_total', 'gateway="jt1078",result="bad"');

async function start(n: number, hasVideo: boolean): Promise<Terminal> {
  const { terminalId, plate } = fleetVehicle(n);
  const terminal = startTerminal({
    ...{ host: '127.0.0.1', port: house.app.feedPlan.ports.jt808, terminalId, plate, hasVideo },
    ...{ edition: n % 2 === 0 ? '2013' : '2019', random: createRandom(n), nowMs: Date.now },
  });
  onTestFinished(terminal.close);
  await terminal.online;
  terminal.report({
    ...{ atMs: Date.now(), point: [121.585_12, 31.327_34], speedKph: 0, headingDeg: 90 },
    ...{ odometerM: 1_000, ignition: true },
  });
  const isSeen = async () => (await ask(`V0000${n}-CH1/trouble`)).status === 200;
  await until(isSeen, (is) => is);
  return terminal;
}

async function watchAndLeave(n: number): Promise<void> {
  const terminal = await start(n, true);
  const id = `V0000${n}-CH1`;
  expect(terminal.sending()).toBe(0);
  const text = await until(
    async () => (await ask(`${id}/live.m3u8`)).bytes.toString(),
    (playlist) => /^\d+\.m4s$/m.test(playlist),
    patiently,
  );
  const number = /^(\d+)\.m4s$/m.exec(text)?.[1];
  const [init, segment] = await Promise.all([ask(`${id}/init.mp4`), ask(`${id}/${number}.m4s`)]);
  expect([init.status, init.bytes.toString('latin1', 4, 8)]).toEqual([200, 'ftyp']);
  expect([segment.status, segment.bytes.length > 1_000]).toEqual([200, true]);
  expect(terminal.sending()).toBe(1);
  expect(await troubleOf(id)).toBeNull();
  // Nobody asks any more: after half a minute the terminal is told to stop.
  await until(terminal.sending, (count) => count === 0, patiently);
}

it('shows the camera of both editions while somebody looks, and no longer', async () => {
  await Promise.all([3, 4].map(watchAndLeave));
});

it('is shown to nobody who may not see the vehicle', async () => {
  await start(1, true);
  expect((await ask('V00001-CH1/live.m3u8', foreigner)).status).toBe(404);
  expect((await ask('V00001-CH1/init.mp4', foreigner)).status).toBe(404);
  expect((await ask('V09999-CH1/live.m3u8')).status).toBe(404);
  expect((await ask('V00001-CH65/live.m3u8')).status).toBe(404);
});

it('says that a terminal refuses, and writes none of it into the log', async () => {
  const terminal = await start(6, false);
  await until(
    async () => {
      await ask('V00006-CH1/live.m3u8');
      return troubleOf('V00006-CH1');
    },
    (trouble) => trouble === 'terminal-refused',
  );
  expect(terminal.sending()).toBe(0);
  const situation = await fetch(`${house.app.url}/api/situation`, { headers: { cookie: officer } });
  expect((await situation.json()).situation.deviceOrders).toEqual({});
});

it('says that a terminal has gone', async () => {
  (await start(5, true)).close();
  await until(
    async () => {
      await ask('V00005-CH1/live.m3u8');
      return troubleOf('V00005-CH1');
    },
    (trouble) => trouble === 'vehicle-offline',
    patiently,
  );
});

it('lets go whoever sends what nobody called for', async () => {
  const before = await refused();
  const socket = connect(house.app.feedPlan.ports.jt1078, '127.0.0.1');
  socket.on('error', () => {});
  const packets = createVideoPacketizer('013800000007', 1)([Buffer.alloc(1_800)], {
    isKey: true,
    atMs: Date.now(),
  });
  let hasEnded = false;
  socket.on('end', () => {
    hasEnded = true;
  });
  socket.resume();
  socket.write(Buffer.concat(packets));
  await until(
    () => hasEnded,
    (is) => is,
  );
  const after = await refused();
  expect(after - before).toBe(1);
});
