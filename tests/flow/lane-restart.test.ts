import { gatherXml, laneDialects, textIn } from '@ftz/mock-feeds/feeds/lane-jgst14/encode.ts';
import { ask } from '@ftz/mock-feeds/feeds/lane-jgst14/traditional-lane.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { expect, it, onTestFinished } from 'vitest';
import { metric, startHouse } from '#house.ts';

const lane = { areaId: '2201000200', channelNo: '2201000201', direction: 'I' } as const;
const seqNo = '20260302080128000001';
const truck = fleetVehicle(2);

/** What the house wrote when the lane first asked, under the message's own name. */
const writtenBefore: DurableDraft[] = [
  {
    type: 'lane.passed',
    areas: ['WGQ'],
    actor: machine,
    dedupeKey: `passage/${lane.channelNo}/${seqNo}`,
    data: {
      late: false,
      passage: {
        eventId: seqNo,
        area: 'WGQ',
        gateId: 'WGQ-G2',
        laneId: lane.channelNo,
        direction: 'IN',
        closedAtMs: Date.now(),
        plate: truck.plate,
        plateConfidence: null,
        containerNos: [truck.containerNo],
        seals: [],
        weightKg: 20_100,
      },
    },
  },
  {
    type: 'lane.decided',
    areas: ['WGQ'],
    actor: machine,
    data: {
      decision: {
        area: 'WGQ',
        laneId: lane.channelNo,
        gateId: 'WGQ-G2',
        direction: 'IN',
        eventId: seqNo,
        sessionId: seqNo,
        plate: truck.plate,
        vehicleId: truck.id,
        journeyId: null,
        result: 'release',
        comparison: [],
        statusWord: '00000000001000000000',
        decidedBy: 'system',
      },
    },
  },
];

it('a lane that asks again after a restart is told what it was told before, and nothing is written', async () => {
  const house = await startHouse(
    [{ username: 'officer', role: 'duty-officer', areas: [...areaIds] }],
    writtenBefore,
  );
  onTestFinished(house.stop);
  const { host, ports } = house.app.feedPlan;
  const xml = gatherXml(lane, seqNo, {
    plate: truck.plate,
    containerNo: truck.containerNo,
    sealId: null,
    weightKg: 20_100,
    cardNo: '0900000001',
  });
  // Unregistered by now, and without any papers: decided anew it would be a person's.
  const address = { host, port: ports['lane-jgst14'] };
  const answer = await ask(address, laneDialects.little, 0x21, lane, xml);
  expect(textIn(answer ?? '', 'CHECK_RESULT')).toBe('00000000001000000000');
  const labels = 'gateway="lane-jgst14",result="duplicate"';
  expect(await metric(house.app.url, 'ftz_device_frames_total', labels)).toBe(1);
  const cookie = await house.signIn('officer');
  const response = await fetch(`${house.app.url}/api/events?limit=100`, { headers: { cookie } });
  const { events } = (await response.json()) as { events: DurableEvent[] };
  expect(events.map(({ type }) => type)).toEqual(['lane.passed', 'lane.decided']);
});
