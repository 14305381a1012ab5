import { startLanes } from '@ftz/mock-feeds/feeds/checkpoint-http/device.ts';
import { startDocumentFeed } from '@ftz/mock-feeds/feeds/documents-http/device.ts';
import { noJournal } from '@ftz/mock-feeds/feeds/journal.ts';
import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { siteTimeLimits } from '@ftz/shared/site/site.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';

const minuteMs = 60_000;
const plannedMs = 100 * minuteMs;
const allowedMs = (plannedMs * siteTimeLimits.journeyOverduePct) / 100;
const truck = fleetVehicle(1);
const stopping = new AbortController();
const cookies = new Map<string, string>();
let house: House;

beforeAll(async () => {
  house = await startHouse([
    { username: 'officer', role: 'duty-officer', areas: ['WGQ'] },
    { username: 'airport', role: 'duty-officer', areas: ['PVG'] },
  ]);
  for (const who of ['officer', 'airport']) cookies.set(who, await house.signIn(who));
});
afterAll(() => {
  stopping.abort();
  return house?.stop();
});

const situationOf = async (who: string): Promise<Situation> => {
  const headers = { cookie: cookies.get(who) ?? '' };
  const response = await fetch(`${house.app.url}/api/situation`, { headers });
  return ((await response.json()) as { situation: Situation }).situation;
};
const overdue = async (who = 'officer') =>
  Object.values((await situationOf(who)).alarms).filter(({ kind }) => kind === 'journey-overdue');

/** Whoever delivers to the house as it runs now. */
const senders = () => ({
  ...house.app.feedPlan,
  random: createRandom(1),
  signal: stopping.signal,
  journal: noJournal,
});

it('is an alarm of its own a fifth beyond its time, once over a restart, until a gate reads it in', async () => {
  const departedAtMs = house.nowMs();
  const { accepted } = await startDocumentFeed(senders()).declare({
    id: 'J1',
    vehicleId: truck.id,
    plate: truck.plate,
    containerNo: truck.containerNo,
    sealId: null,
    fromGateId: 'YSP-L2',
    toGateId: 'WGQ-G1',
    corridor: [
      [121.9, 30.86],
      [121.6, 31.33],
    ],
    corridorM: 300,
    departedAtMs,
    dueAtMs: departedAtMs + plannedMs,
  });
  expect(accepted).toBe(true);
  house.pass(plannedMs + allowedMs + minuteMs);
  const [alarm] = await until(overdue, ({ length }) => length > 0);
  expect(alarm).toMatchObject({
    severity: 3,
    area: 'WGQ',
    entityKind: 'journey',
    entityId: 'J1',
    journeyId: 'J1',
    plate: truck.plate,
    count: 1,
  });
  const procedure = await until(
    async () => (await situationOf('officer')).procedures[alarm?.incidentId ?? ''],
    (begun) => begun !== undefined,
  );
  expect(procedure?.steps.slice(0, 2).map(({ id }) => id)).toEqual(['acknowledge', 'ask-driver']);
  expect(await overdue('airport')).toEqual([]);

  await house.restart();
  await startLanes(senders()).sendPassage({
    eventId: 'P1',
    laneId: 'WGQ-G1-L1',
    area: 'WGQ',
    direction: 'IN',
    openedAtMs: house.nowMs() - 10_000,
    closedAtMs: house.nowMs(),
    plate: truck.plate,
    plateConfidence: 0.97,
    containerNo: truck.containerNo,
    seals: [],
    weightKg: 30_000,
  });
  const ended = await until(overdue, ([one]) => one?.returnedAtMs !== null);
  expect(ended).toMatchObject([{ id: alarm?.id, count: 1 }]);
});
