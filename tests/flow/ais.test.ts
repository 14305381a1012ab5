import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { startAisReceivers } from '@ftz/mock-feeds/feeds/ais/device.ts';
import { encodePosition, encodeVoyage, sentencesOf } from '@ftz/mock-feeds/feeds/ais/encode.ts';
import { sailings } from '@ftz/mock-feeds/feeds/ais/sailings.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Vessel } from '@ftz/shared/contract/vessel.ts';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type House, metric, startHouse, until } from '#house.ts';
import { surroundingsOf } from '#surroundings.ts';

let house: House;
/** A receiver that waits to be called. */
const calls: Socket[] = [];
const waiting = createServer((socket) => calls.push(socket));
beforeAll(async () => {
  waiting.listen(0, '127.0.0.1');
  await once(waiting, 'listening');
  const address = waiting.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  house = await startHouse(
    [
      { username: 'officer', role: 'duty-officer', areas: [...areaIds] },
      { username: 'inland', role: 'duty-officer', areas: ['WGQ'] },
      { username: 'upstream', role: 'upstream', areas: [...areaIds] },
    ],
    [],
    { AIS_URL: `tcp://127.0.0.1:${port}` },
  );
});
afterAll(async () => {
  await house?.stop();
  waiting.close();
});

async function vessels(username = 'officer'): Promise<Vessel[]> {
  const cookie = await house.signIn(username);
  const response = await fetch(`${house.app.url}/api/vessels`, { headers: { cookie } });
  return ((await response.json()) as { vessels: Vessel[] }).vessels;
}
const find = async (mmsi: number) => (await vessels()).find((vessel) => vessel.mmsi === mmsi);
const frames = (result: string) =>
  metric(house.app.url, 'ftz_device_frames_total', `gateway="ais",result="${result}"`);

const place = {
  lonDeg: 122.1,
  latDeg: 30.6,
  speedKn: 8.5,
  courseDeg: 270,
  navStatus: 0,
  second: 1,
};
const ship = {
  name: 'FLOW ONE',
  callsign: 'BFLW1',
  imo: 9_000_999,
  shipType: 71,
  destination: 'CN YSN',
  draughtM: 9.9,
  lengthM: 200,
  beamM: 30,
};
const lines = (bits: string, source = 'YSP-AIS1') =>
  sentencesOf(bits, { group: 4, channel: 'A', tag: { source, atMs: Date.now() } });

it('the simulated receivers bring a dozen vessels, named, and no alarm', async () => {
  const kind = await startAisReceivers(surroundingsOf(house));
  onTestFinished(kind.close);
  await kind.online;
  const seen = await until(
    vessels,
    (list) => list.filter(({ name }) => name).length >= sailings.length,
  );
  for (const sailing of sailings) {
    const vessel = seen.find(({ mmsi }) => mmsi === sailing.mmsi);
    expect(vessel).toMatchObject({ name: sailing.name, trusted: true });
    expect(vessel?.kind).toBe(sailing.smallCraft ? 'small-craft' : 'ship');
    expect(vessel?.speedKn).toBeCloseTo(sailing.speedKn, 1);
  }
  expect(seen.find(({ kind: what }) => what === 'base-station')).toBeDefined();
  const cookie = await house.signIn('officer');
  const events = await (await fetch(`${house.app.url}/api/events`, { headers: { cookie } })).text();
  expect(events).not.toContain('alarm.raised');
  expect(events).not.toContain('device.discovered');
});

it('vessels are for those who watch the port', async () => {
  expect((await vessels()).length).toBeGreaterThan(0);
  expect(await vessels('inland')).toEqual([]);
  const cookie = await house.signIn('upstream');
  const refused = await fetch(`${house.app.url}/api/vessels`, { headers: { cookie } });
  expect(refused.status).toBe(403);
  expect((await fetch(`${house.app.url}/api/vessels`)).status).toBe(401);
});

it('reads what comes byte by byte between garbage, and keeps the garbage for a technician', async () => {
  const bad = await frames('bad');
  const socket = createConnection(house.app.feedPlan.ports.ais, '127.0.0.1');
  const said = lines(encodePosition({ ...place, mmsi: 413_111_001 })).join('');
  socket.write('\u0000\u00ff noise without an end\r\n!AIVDM,1,1,,A,nonsense,0*00\r\n');
  for (const byte of Buffer.from(said, 'latin1')) socket.write(Uint8Array.of(byte));
  await until(
    () => find(413_111_001),
    (vessel) => vessel !== undefined,
  );
  expect(await find(413_111_001)).toMatchObject({ speedKn: 8.5, courseDeg: 270, trusted: true });
  expect(await frames('bad')).toBeGreaterThanOrEqual(bad + 2);
  socket.write('x'.repeat(5_000));
  await until(
    () => frames('bad'),
    (count) => count > bad + 2,
  );
  // Half of a message, and then nothing.
  socket.end(lines(encodeVoyage({ ...ship, mmsi: 413_111_001 }))[0] ?? '');
  await until(
    () => frames('bad'),
    (count) => count > bad + 3,
  );
});

it('joins the parts of a message that come in datagrams, in the wrong order', async () => {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  const send = (line: string) =>
    new Promise((done) => socket.send(line, house.app.feedPlan.ports.ais, '127.0.0.1', done));
  for (const line of lines(encodePosition({ ...place, mmsi: 413_111_002 }))) await send(line);
  for (const line of lines(encodeVoyage({ ...ship, mmsi: 413_111_002 })).reverse())
    await send(line);
  const named = await until(
    () => find(413_111_002),
    (vessel) => vessel?.name !== null,
  );
  expect(named).toMatchObject({ name: 'FLOW ONE', imo: 9_000_999, draughtM: 9.9 });
});

it('calls the receiver that waits, shows whom nobody registered as such, and nobody who is far', async () => {
  const [call] = await until(
    () => calls,
    (list) => list.length > 0,
  );
  for (const bits of [
    encodePosition({ ...place, mmsi: 413_111_003 }),
    encodePosition({ ...place, mmsi: 413_111_004, lonDeg: 4.5, latDeg: 52 }),
  ]) {
    call?.write(lines(bits, 'SOMEBODY').join(''));
  }
  await until(
    () => find(413_111_003),
    (vessel) => vessel !== undefined,
  );
  expect(await find(413_111_003)).toMatchObject({ trusted: false, receiverId: 'SOMEBODY' });
  expect(await find(413_111_004)).toBeUndefined();
});
