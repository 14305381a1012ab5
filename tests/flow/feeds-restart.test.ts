import { startPanel } from '@ftz/mock-feeds/feeds/perimeter-dc09/device.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { DayNumbers } from '@ftz/shared/contract/day-numbers.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { site } from '@ftz/shared/site/site.ts';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';

type Beat = Parameters<LiveDown['beat']>[0];
const hourMs = 3_600_000;
const panel = site.panels[0];
if (!panel) throw new Error('the site has no panel');
const { account, area, nullPeriodS } = panel;

let house: House;
let cookie: string;
beforeAll(async () => {
  house = await startHouse([{ username: 'officer', role: 'duty-officer', areas: [...areaIds] }]);
  cookie = await house.signIn('officer');
});
afterAll(() => house?.stop());

async function read<T>(path: string): Promise<T> {
  const response = await fetch(`${house.app.url}${path}`, { headers: { cookie } });
  return (await response.json()) as T;
}
const readSituation = () => read<{ epoch: string; situation: Situation }>('/api/situation');

/** What a page that joins now is told of the panels of that area by the first beat. */
async function panelsOnBeat() {
  const { epoch, situation } = await readSituation();
  const socket = io(house.app.url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie, origin: house.app.url },
  });
  const beat = new Promise<Beat>((resolve) => socket.once('beat', resolve));
  const have = { epoch, seq: situation.seq };
  await socket.timeout(10_000).emitWithAck('sync', { contractVersion, have });
  const { feeds } = await beat;
  socket.disconnect();
  return feeds.find((feed) => feed.area === area && feed.gateway === 'perimeter-dc09');
}
const lostAlarm = async () =>
  Object.values((await readSituation()).situation.alarms).find(
    ({ kind, entityId }) => kind === 'device-lost' && entityId === account,
  );
const blindToday = async () => {
  const { areas } = await read<DayNumbers>('/api/day-numbers');
  const own = areas.find((day) => day.area === area)?.blind ?? [];
  return own.find(({ why, gateway }) => why === 'feed-silent' && gateway === 'perimeter-dc09');
};

it('a feed that was silent for hours before a restart is silent since then after it, and its alarm goes on', async () => {
  const device = startPanel({
    host: '127.0.0.1',
    port: house.app.feedPlan.ports['perimeter-dc09'],
    account,
    nullPeriodS,
    firstSeq: 1,
    random: createRandom(1),
    nowMs: house.nowMs,
  });
  await device.online;
  const heard = await until(panelsOnBeat, (feed) => feed?.lastSeenAtMs != null);
  device.close();
  house.pass(2 * hourMs);
  const lost = await until(lostAlarm, (alarm) => alarm !== undefined);
  const before = await until(blindToday, (spot) => spot !== undefined);
  expect(before?.fromMs).toBe(heard?.lastSeenAtMs);

  await house.restart();
  expect(await panelsOnBeat()).toMatchObject({
    alive: 0,
    lastSeenAtMs: heard?.lastSeenAtMs,
    unheard: false,
  });
  // The rules have looked, and found nobody who came back.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await lostAlarm()).toMatchObject({ id: lost?.id, returnedAtMs: null, count: 1 });
  house.pass(2 * 60_000);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await lostAlarm()).toMatchObject({ id: lost?.id, returnedAtMs: null, count: 1 });
  const after = await until(blindToday, (spot) => spot !== undefined);
  expect(after).toMatchObject({ fromMs: heard?.lastSeenAtMs, untilMs: null });
});
