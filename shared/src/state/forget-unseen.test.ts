import { expect, it } from 'vitest';
import { scopeSituation } from '#access/scope-situation.ts';
import type { DurableEvent } from '#contract/durable-event.ts';
import { type AreaId, areaIds } from '#contract/ids.ts';
import type { Situation } from '#contract/situation.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { applyDurable } from './apply-durable.ts';
import { exampleOrder } from './device-order.fixture.ts';
import { exampleDisposition } from './disposition.fixture.ts';
import { exampleIncident } from './incident.fixture.ts';
import { exampleReading } from './lane-passage.fixture.ts';
import { emptySituation } from './situation.ts';

const hourMs = 3_600_000;
const closedAtMs = 10_000;

/** All of it lies in WGQ and was shared with PVG by the incident and the journey. */
const shared: Situation = {
  ...emptySituation(),
  incidents: {
    I1: exampleIncident({ state: 'closed', areas: ['WGQ', 'PVG'], closedAtMs }),
  },
  // Its condition lasts: it is kept longer than the incident.
  alarms: { A1: exampleAlarm({ state: 'normal', journeyId: null }) },
  dispositions: {
    D1: exampleDisposition({
      state: 'second-assigned',
      subject: { kind: 'act', act: 'goods-opened', entityId: 'E1' } as never,
    }),
  },
  deviceOrders: { O1: exampleOrder() },
  laneReads: {
    R1: { passage: exampleReading(), journeyId: 'J1', atMs: 12 * hourMs, decision: null },
  },
};

const officerOf = (areas: AreaId[]) =>
  ({ accountId: 'U9', username: 'officer', role: 'duty-officer', areas }) as const;
const seenFrom = (areas: AreaId[], situation: Situation) =>
  scopeSituation(officerOf(areas), situation, () => null);

const later: DurableEvent = {
  seq: 1,
  atMs: closedAtMs + 12 * hourMs,
  type: 'clock.set',
  areas: [...areaIds],
  actor: { kind: 'machine', name: 'clock' },
  data: { byMs: 0 },
};
const things = ({ alarms, dispositions, deviceOrders, laneReads }: Situation) =>
  [alarms, dispositions, deviceOrders, laneReads].flatMap((record) => Object.keys(record));

it('takes what was seen by way of an incident from a page as the incident goes', () => {
  const joined = { ...seenFrom(['PVG'], shared), deviceOrders: shared.deviceOrders };
  expect(things(joined)).toEqual(expect.arrayContaining(['A1', 'D1', 'O1']));
  expect(things(applyDurable(joined, later))).toEqual([]);
});

it('leaves a page with just what one that joins now is given', () => {
  for (const areas of [['PVG'], ['WGQ'], ['PVG', 'YSP'], [...areaIds]] satisfies AreaId[][]) {
    const folded = applyDurable(seenFrom(areas, shared), later);
    expect(folded).toEqual(seenFrom(areas, applyDurable(shared, later)));
  }
});

it('takes nothing from who sees the area itself', () => {
  for (const areas of [['WGQ'], [...areaIds]] satisfies AreaId[][]) {
    const folded = applyDurable(seenFrom(areas, shared), later);
    expect(things(folded)).toEqual(['A1', 'D1', 'O1', 'R1']);
  }
});

it('leaves an alarm that is still worked on', () => {
  const open = { ...shared, alarms: { A1: exampleAlarm() } };
  const joined = seenFrom(['PVG'], open);
  expect(things(applyDurable(joined, later))).toEqual(['A1']);
});

it('takes from a guest an incident that was merged into the one that he is let into', () => {
  const merged = exampleIncident({ id: 'I2', state: 'merged', mergedInto: 'I1', closedAtMs: 1 });
  const guest = { ...emptySituation(), incidents: { I2: merged } };
  const statistics = { ...guest.statistics, areas: [] };
  const soon = { ...later, atMs: 60_000 };
  expect(applyDurable({ ...guest, statistics }, soon).incidents).toEqual({});
  expect(Object.keys(applyDurable(guest, soon).incidents)).toEqual(['I2']);
});
