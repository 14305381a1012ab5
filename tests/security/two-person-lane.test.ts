import {
  manualCheckXml,
  operateFeedbackXml,
  smartGatherXml,
  textIn,
  zoneTime,
} from '@ftz/mock-feeds/feeds/lane-jgst14/encode.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandName, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';

/** The rule of two people, attacked from a lane's own desk, with the lane's own key. */
const lane = { areaId: '2203000200', channelNo: '2203000201', direction: 'I' } as const;
const laneId = lane.channelNo;
const trucks = { first: fleetVehicle(6), second: fleetVehicle(8) };
const nowMs = Date.now();

let house: House;
const cookies = new Map<string, string>();
beforeAll(async () => {
  const officer = (username: string) => ({
    username,
    role: 'duty-officer' as const,
    areas: [...areaIds],
  });
  const journeys = Object.entries(trucks).map(([id, { id: vehicleId, plate, containerNo }]) => ({
    type: 'journey.declared' as const,
    areas: ['WLP' as const, 'PVG' as const],
    actor: machine,
    data: {
      journey: {
        id: `J-${id}`,
        vehicleId,
        plate,
        containerNo,
        sealId: null,
        grossWeightKg: 20_000,
        fromGateId: 'WLP-G1',
        toGateId: 'PVG-G2',
        fromArea: 'WLP' as const,
        toArea: 'PVG' as const,
        corridor: [
          [121.6, 31.3],
          [121.7, 31.3],
        ] as [number, number][],
        corridorM: 5_000,
        departedAtMs: nowMs - 3_600_000,
        dueAtMs: nowMs + 3_600_000,
        state: 'under-way' as const,
        arrivedAtMs: null,
      },
    },
  }));
  house = await startHouse([officer('li'), officer('wang')], journeys, {
    LANE_TOLERANCE: '300kg/2%',
  });
  for (const name of ['li', 'wang']) cookies.set(name, await house.signIn(name));
});
afterAll(() => house?.stop());

async function say(xml: string): Promise<string> {
  const response = await fetch(`${house.app.url}/devices/lanes/${laneId}/jgst14`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${house.app.feedPlan.deviceKeys[`lane-jgst14/${laneId}`]}`,
      'content-type': 'text/xml',
    },
    body: xml,
  });
  expect(response.status).toBe(200);
  return response.text();
}
let numbers = 0;
const nextSession = () => `${zoneTime(Date.now(), 14)}${String(++numbers).padStart(6, '0')}`;
const other = fleetVehicle(99).containerNo;
const gather = async (sessionId: string, truck: keyof typeof trucks, containerNo: string) => {
  const { plate } = trucks[truck];
  const load = { plate, containerNo, sealId: null, weightKg: 20_100, cardNo: '0900000001' };
  return textIn(await say(smartGatherXml(lane, sessionId, load)), 'CHECK_RESULT');
};
/** 1: what stands there may pass; 0: it was kept, and is none. */
const release = async (sessionId: string, operatorId = '2200001') =>
  textIn(await say(manualCheckXml(lane, sessionId, 1, operatorId)), 'RESULT');

async function read<T>(path: string): Promise<T> {
  const headers = { cookie: cookies.get('li') ?? '' };
  return (await (await fetch(`${house.app.url}${path}`, { headers })).json()) as T;
}
const situation = async () => (await read<{ situation: Situation }>('/api/situation')).situation;
const events = async () =>
  (await read<{ events: DurableEvent[] }>('/api/events?limit=1000')).events;
async function act(username: string, name: CommandName, argument: object): Promise<string> {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie: cookies.get(username) ?? '', 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: crypto.randomUUID(), name, basedOnVersion: null, argument }),
  });
  const reply = (await response.json()) as CommandReply;
  return reply.ok ? 'ok' : reply.refusal.code;
}
const outcomeOf = async (sessionId: string) =>
  Object.values((await situation()).laneOutcomes).findLast((each) => each.sessionId === sessionId);

const held = { sessionId: '', again: '' };

it('is given no release by one person at the lane, nor by two, nor by asking again', async () => {
  held.sessionId = nextSession();
  expect(await gather(held.sessionId, 'first', other)).toBe('N');
  expect(await release(held.sessionId)).toBe('0');
  expect(await release(held.sessionId)).toBe('0');
  expect(await release(held.sessionId, '2200002')).toBe('0');
  expect(await outcomeOf(held.sessionId)).toMatchObject({
    state: 'auto-hold',
    releasedAtMs: null,
    checked: null,
    releaseAsked: { by: '2200002' },
  });
  const log = await events();
  expect(log.filter(({ type }) => type === 'lane.release-asked')).toHaveLength(2);
  expect(log.some(({ type }) => type === 'lane.checked' || type === 'journey.arrived')).toBe(false);
});

it('is given none before it has read, nor when it reads again until it fits', async () => {
  const early = nextSession();
  expect(await release(early)).toBe('0');
  expect(await gather(early, 'second', other)).toBe('N');
  expect((await outcomeOf(early))?.releasedAtMs).toBeNull();
  // The alarm of the first reading stands: as its papers say by now, one person is still too few.
  const again = nextSession();
  held.again = again;
  expect(await gather(again, 'second', trucks.second.containerNo)).not.toBe('Y');
  expect(await release(again)).toBe('0');
  expect(await release(again, '2200002')).toBe('0');
});

it('raises the gravest alarm when it says that it let pass what it might not', async () => {
  expect(await say(operateFeedbackXml(lane, held.sessionId, 1))).toContain('RECEIPT');
  const log = await until(events, (all) =>
    all.some(
      ({ type, data }) => type === 'alarm.raised' && data.alarm.kind === 'barrier-unauthorised',
    ),
  );
  const raised = log.flatMap((event) => (event.type === 'alarm.raised' ? [event.data.alarm] : []));
  expect(raised.find(({ kind }) => kind === 'barrier-unauthorised')).toMatchObject({
    severity: 1,
    entityId: laneId,
  });
});

it('hears yes when two officers of the centre have agreed, and then its journey arrives', async () => {
  const { laneOutcomes, incidents } = await situation();
  const entityId =
    Object.keys(laneOutcomes).find((key) => laneOutcomes[key]?.sessionId === held.again) ?? '';
  const incident = Object.values(incidents).find(({ kind }) => kind === 'lane-mismatch');
  const why = { cause: 'misread', note: 'the box is the declared one', evidence: [] };
  await act('li', 'duty.begin', {});
  await act('wang', 'duty.begin', {});
  const said = { conclusion: 'justified', ...why };
  expect(
    await act('li', 'disposition.propose', {
      act: 'released-after-mismatch',
      entityId,
      area: 'PVG',
      incidentId: incident?.id ?? null,
      alreadyDone: false,
      ...said,
    }),
  ).toBe('ok');
  expect(await release(held.again)).toBe('0');
  const { dispositions } = await situation();
  const dispositionId = Object.keys(dispositions)[0] ?? '';
  expect(await act('li', 'disposition.conclude', { dispositionId, ...said })).toBe('same-person');
  expect(await act('wang', 'disposition.start', { dispositionId })).toBe('ok');
  expect(await act('wang', 'disposition.conclude', { dispositionId, ...said })).toBe('ok');
  expect(await release(held.again)).toBe('1');
  expect((await situation()).journeys['J-second']?.state).toBe('arrived');
});

it('takes one officer for what fits, and for what is only in doubt', async () => {
  const doubtful = nextSession();
  const load = { plate: '沪EK0001', containerNo: null, sealId: null, weightKg: 9_000, cardNo: '' };
  const answer = await say(smartGatherXml(lane, doubtful, load));
  expect(textIn(answer, 'CHECK_RESULT')).toBe('M');
  expect(await release(doubtful)).toBe('1');
  expect(await outcomeOf(doubtful)).toMatchObject({ state: 'released', checked: 'release' });
});
