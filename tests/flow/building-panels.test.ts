import { createSocket } from 'node:dgram';
import { readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { noJournal } from '@ftz/mock-feeds/feeds/journal.ts';
import { connectBuildingPanels } from '@ftz/mock-feeds/feeds/perimeter-dc09/building-panels.ts';
import { encodeLinkTest, encodeZoneEvent } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { site } from '@ftz/shared/site/site.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';
import { openEventLog } from './event-log.ts';

// Panels that seal what they say with AES of 128, 192 and 256 bits, over TCP and over datagrams.
const keys = { '2001': '5a'.repeat(32), '2002': '3c'.repeat(16) };
let house: House;
let log: Awaited<ReturnType<typeof openEventLog>>;
let panels: ReturnType<typeof connectBuildingPanels>;

beforeAll(async () => {
  const accounts = ['officer', 'technician'] as const;
  house = await startHouse(
    accounts.map((username) => ({
      username,
      role: username === 'officer' ? 'duty-officer' : 'technician',
      areas: [...areaIds],
    })),
    [],
    {},
    async (dataDir) => {
      const devices = Object.fromEntries(
        Object.entries(keys).map(([account, key]) => [`perimeter-dc09/${account}`, key]),
      );
      const file = { lanes: {}, documents: 'd'.repeat(32), devices };
      writeFileSync(join(dataDir, 'device-keys.json'), JSON.stringify(file));
    },
  );
  log = await openEventLog(house, 'technician');
  panels = connectBuildingPanels({
    plan: house.app.feedPlan,
    site,
    randomOf: (label) => createRandom(1, label),
    nowMs: Date.now,
    journal: noJournal,
    say: () => {},
  });
  await Promise.all([...panels.values()].map(({ online }) => online));
});
afterAll(async () => {
  for (const panel of panels?.values() ?? []) panel.close();
  await house?.stop();
});

const reportsOf = async (account: string) => {
  const reports = (await log.entries('fence.reported')).map(({ data }) => data.report);
  return reports.filter((report) => report.account === account).map(({ code }) => code);
};

/** Who was told of, by the alarm on the device and its repeats. */
async function breachesOf(entityId: string): Promise<string[]> {
  const raised = (await log.entries('alarm.raised')).map(({ data }) => data.alarm);
  const alarm = raised.find((each) => each.entityId === entityId);
  const repeats = (await log.entries('alarm.repeated')).map(({ data }) => data);
  const facts = [alarm, ...repeats.filter(({ alarmId }) => alarmId === alarm?.id)].map(
    (told) => told?.facts.find(({ name }) => name === 'breach')?.value,
  );
  return facts.filter((value) => value !== undefined);
}

it('takes an alarm and its restoral from each, sealed or not, over either transport', async () => {
  expect([...panels.keys()]).toEqual(['2001', '2002', '2003']);
  for (const [account, panel] of panels) {
    panel.sendZoneEvent({ zone: 1, code: 'BA', atMs: Date.now() });
    panel.sendZoneEvent({ zone: 1, code: 'BR', atMs: Date.now() });
    await until(
      () => reportsOf(account),
      (codes) => codes.length === 2,
    );
    expect(await reportsOf(account)).toEqual(['BA', 'BR']);
  }
  const alarms = (await log.entries('alarm.raised')).map(({ data }) => data.alarm);
  expect(alarms.map(({ kind, entityId }) => `${kind} ${entityId}`)).toEqual([
    'fence-alarm 2001/1',
    'fence-alarm 2002/1',
    'fence-alarm 2003/1',
  ]);
});

it('refuses a recording of yesterday, what is in clear, and what another key sealed', async () => {
  const key = Buffer.from(keys['2001'], 'hex');
  const event = { account: '2001', zone: 9, code: 'BA' };
  const dayAgoMs = Date.now() - 86_400_000;
  const wrongKey = Buffer.alloc(32, 1);
  const answers = await tell([
    encodeZoneEvent({ ...event, seq: 501, atMs: dayAgoMs, key }),
    encodeZoneEvent({ ...event, seq: 502, atMs: Date.now() }),
    encodeZoneEvent({ ...event, seq: 503, atMs: Date.now(), key: wrongKey }),
    encodeZoneEvent({ ...event, seq: 504, atMs: Date.now() + 60_000, key }),
    encodeLinkTest({ account: '2003', seq: 505, atMs: Date.now() }),
  ]);
  expect(answers).not.toMatch(/ACK"050[1-4]/);
  const reasons = (await log.badFrames('perimeter-dc09')).map(({ reason }) => reason);
  expect(reasons.toSorted()).toEqual(['clock-off', 'encrypted', 'not-encrypted', 'replayed']);
  expect((await reportsOf('2001')).filter((code) => code === 'BA')).toHaveLength(1);
  const breaches = await until(
    () => breachesOf('perimeter-dc09/2001'),
    (found) => found.length >= 2,
  );
  expect(new Set(breaches)).toEqual(new Set(['wrong-credential', 'replayed']));
});

/** Tells frames over one connection until the last of them was answered. */
async function tell(frames: string[]): Promise<string> {
  const socket = createConnection(house.app.feedPlan.ports['perimeter-dc09'], '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
  });
  for (const frame of frames) socket.write(frame, 'latin1');
  await until(
    () => heard,
    (text) => text.includes('"ACK"0505'),
  );
  socket.destroy();
  return heard;
}

it('lives through datagrams of noise', async () => {
  const socket = createSocket('udp4');
  const port = house.app.feedPlan.ports['perimeter-dc09'];
  for (let n = 0; n < 50; n++) socket.send(Buffer.alloc(n * 20, n), port, '127.0.0.1');
  await until(
    () => log.badFrames('perimeter-dc09'),
    (frames) => frames.some(({ reason }) => reason === 'no-frame'),
  );
  socket.close();
  panels.get('2003')?.sendZoneEvent({ zone: 3, code: 'BA', atMs: Date.now() });
  await until(
    () => reportsOf('2003'),
    (codes) => codes.length === 3,
  );
});

it('made no new key where one was written', () => {
  const file = JSON.parse(readFileSync(join(house.dataDir, 'device-keys.json'), 'utf8')) as {
    devices: Record<string, string>;
  };
  expect(file.devices['perimeter-dc09/2001']).toBe(keys['2001']);
});
