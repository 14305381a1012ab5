import {
  commandDoneXml,
  encodeFrame,
  gatherXml,
  laneDialects,
  registerXml,
  textIn,
  zoneTime,
} from '@ftz/mock-feeds/feeds/lane-jgst14/encode.ts';
import { ask, exchange } from '@ftz/mock-feeds/feeds/lane-jgst14/traditional-lane.ts';
import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { CommandName, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';

/** A lane over its own socket, two officers over theirs: the barrier lifts by both of them, or not. */
const lane = { areaId: '2201000200', channelNo: '2201000201', direction: 'I' } as const;
const dialect = laneDialects.little;
const truck = fleetVehicle(10);
const seqNo = `${zoneTime(Date.now(), 14)}000001`;
const nowMs = Date.now();

let house: House;
const cookies = new Map<string, string>();
beforeAll(async () => {
  const officer = (username: string) => ({
    username,
    role: 'duty-officer' as const,
    areas: [...areaIds],
  });
  house = await startHouse(
    [officer('li'), officer('wang')],
    [
      {
        type: 'journey.declared',
        areas: ['WLP', 'WGQ'],
        actor: machine,
        data: {
          journey: {
            id: 'J1',
            vehicleId: truck.id,
            plate: truck.plate,
            containerNo: truck.containerNo,
            sealId: null,
            grossWeightKg: 20_000,
            fromGateId: 'WLP-G1',
            toGateId: 'WGQ-G2',
            fromArea: 'WLP',
            toArea: 'WGQ',
            corridor: [
              [121.6, 31.3],
              [121.7, 31.3],
            ],
            corridorM: 5_000,
            departedAtMs: nowMs - 3_600_000,
            dueAtMs: nowMs + 3_600_000,
            state: 'under-way',
            arrivedAtMs: null,
          },
        },
      },
    ],
    { LANE_TOLERANCE: '300kg/2%' },
  );
  for (const name of ['li', 'wang']) cookies.set(name, await house.signIn(name));
});
afterAll(() => house?.stop());

const address = () => ({ host: '127.0.0.1', port: house.app.feedPlan.ports['lane-jgst14'] });
const laneAsks = async () => {
  const vehicle = {
    plate: truck.plate,
    containerNo: fleetVehicle(99).containerNo,
    sealId: null,
    weightKg: 20_100,
    cardNo: '0900000001',
  };
  const answer = await ask(address(), dialect, 0x21, lane, gatherXml(lane, seqNo, vehicle));
  return textIn(answer ?? '', 'CHECK_RESULT') ?? '';
};
async function act(username: string, name: CommandName, argument: object): Promise<string> {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie: cookies.get(username) ?? '', 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: crypto.randomUUID(), name, basedOnVersion: null, argument }),
  });
  const reply = (await response.json()) as CommandReply;
  return reply.ok ? 'ok' : reply.refusal.code;
}
async function situationOf(username: string): Promise<Situation> {
  const headers = { cookie: cookies.get(username) ?? '' };
  const response = await fetch(`${house.app.url}/api/situation`, { headers });
  return ((await response.json()) as { situation: Situation }).situation;
}

it('lets a held truck through when a second officer concurs, and the lane hears it when it asks', async () => {
  const key = house.app.feedPlan.deviceKeys[`lane-jgst14/${lane.channelNo}`] ?? '';
  await ask(address(), dialect, 0x61, lane, registerXml(lane, `${seqNo.slice(0, -1)}9`, key));
  expect(await laneAsks()).toMatch(/^11/);
  const { laneOutcomes, incidents } = await until(
    () => situationOf('li'),
    ({ incidents: all }) => Object.values(all).some(({ kind }) => kind === 'lane-mismatch'),
  );
  const [entityId, outcome] = Object.entries(laneOutcomes)[0] ?? [];
  const incident = Object.values(incidents).find(({ kind }) => kind === 'lane-mismatch');
  const incidentId = incident?.id ?? '';
  await act('li', 'duty.begin', {});
  await act('wang', 'duty.begin', {});
  const ruling = { laneId: outcome?.laneId, eventId: outcome?.eventId, incidentId, reason: 'x' };
  const release = { ...ruling, decision: 'release' };
  expect(await act('li', 'lane.decide', release)).toBe('second-person-needed');

  const why = { cause: 'misread', note: 'the box is the declared one', evidence: [] };
  const proposal = {
    act: 'released-after-mismatch',
    entityId,
    area: 'WGQ',
    incidentId,
    alreadyDone: false,
    conclusion: 'justified',
    ...why,
  };
  expect(await act('li', 'disposition.propose', proposal)).toBe('ok');
  expect(await laneAsks()).toMatch(/^11/);
  const { dispositions } = await situationOf('wang');
  const pending = Object.values(dispositions)[0] as Disposition;
  expect(pending).toMatchObject({ second: { name: 'wang' }, first: null });
  const dispositionId = pending.id;
  const agree = { dispositionId, conclusion: 'justified', ...why };
  expect(await act('li', 'disposition.conclude', agree)).toBe('same-person');
  expect(await act('wang', 'disposition.start', { dispositionId })).toBe('ok');
  expect(await act('wang', 'disposition.conclude', agree)).toBe('ok');

  const word = await laneAsks();
  expect(word).toMatch(/^00/);
  await exchange(
    address(),
    encodeFrame(dialect, 0x32, lane, commandDoneXml(lane, seqNo, word)),
    'nothing',
  );
  const after = await until(
    () => situationOf('li'),
    (situation) => situation.laneOutcomes[entityId ?? '']?.state === 'left',
  );
  expect(after.laneReads[entityId ?? '']?.decision).toMatchObject({
    ruling: 'release',
    reaches: 'lane',
    by: 'li + wang',
  });
  expect(after.journeys.J1?.state).toBe('arrived');
  expect(await act('li', 'lane.decide', release)).toBe('wrong-state');
});
