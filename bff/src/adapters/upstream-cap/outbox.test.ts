import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { machine, officer } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyAll } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleUpstreamOrder } from '@ftz/shared/state/upstream-order.fixture.ts';
import { describe, expect, it } from 'vitest';
import { type Delivery, openOutbox } from './outbox.ts';
import { openOutboxMemory } from './outbox-memory.ts';
import { readCap } from './read-cap.ts';
import { writeCap } from './write-cap.ts';

type Body = Pick<DurableDraft, 'type' | 'data'>;
const opened = (id: string, severity: 1 | 2 | 3): Body => ({
  type: 'incident.opened',
  data: { incident: exampleIncident({ id, severity, alarms: [] }) },
});
const joined = (incidentId: string): Body => ({
  type: 'incident.alarm-joined',
  data: { incidentId, alarmId: 'A1', why: [{ code: 'first' }], revealed: null },
});
const closed = (incidentId: string): Body => ({
  type: 'incident.closed',
  data: { incidentId, conclusion: 'confirmed', note: '' },
});
const declared = (incidentId: string): Body => ({
  type: 'emergency.declared',
  data: {
    incidentId,
    reason: 'leak',
    confirmDueAtMs: null,
    reportDueAtMs: 900_000,
    noticeDueAtMs: 300_000,
  },
});
const received: Body = { type: 'order.received', data: { order: exampleUpstreamOrder() } };

/** A log that grows, and an outbox beside it that may die and start again. */
function startRig() {
  const events: DurableEvent[] = [];
  const listeners: ((events: DurableEvent[]) => void)[] = [];
  const sent: { identifier: string; msgType: string; references: string[] }[] = [];
  const receipts: string[] = [];
  const noticed: { incidentId: string; declaredAtMs: number }[] = [];
  let kept: string | null = null;
  let asked = 0;
  let delivery: Delivery = 'taken';
  const log = {
    epoch: 'E-1',
    headSeq: () => events.length,
    read: async (after: number, limit: number) => events.slice(after, after + limit),
    onCommitted: (listener: (events: DurableEvent[]) => void) => void listeners.push(listener),
  };
  const text = {
    read: () => kept,
    write: (next: string) => {
      kept = next;
    },
  };
  const start = () =>
    openOutbox({
      log,
      look: (read) => read(applyAll(emptySituation(), events)),
      memory: openOutboxMemory(text, log.epoch, events.length),
      sender: 'zone',
      send: async ({ draft }) => {
        if (delivery === 'taken') {
          const references = draft.references.map(({ identifier }) => identifier);
          sent.push({ identifier: draft.identifier, msgType: draft.msgType, references });
        }
        return delivery;
      },
      noteReceipt: async ({ orderId }) => void receipts.push(orderId),
      noteEmergency: async (emergency) => void noticed.push(emergency),
      askForLife: async () => {
        asked += 1;
        return delivery !== 'failed';
      },
      backOffMs: () => 2,
      idleMs: 5,
    });
  const commit = (...bodies: Body[]) => {
    for (const body of bodies) {
      const seq = events.length + 1;
      const actor = body.type === 'order.acknowledged' ? officer : machine;
      const event = { seq, atMs: seq * 1_000, areas: ['WGQ'], actor, ...body } as DurableEvent;
      events.push(event);
      for (const listener of listeners) listener([event]);
    }
  };
  return {
    start,
    commit,
    sent,
    receipts,
    noticed,
    fail: (how: Delivery) => {
      delivery = how;
    },
    asked: () => asked,
    forget: () => {
      kept = null;
    },
  };
}
const kinds = (rig: ReturnType<typeof startRig>) =>
  rig.sent.map(({ msgType, identifier }) => `${msgType} ${identifier}`);
const soon = (isSo: () => void) => expect.poll(isSo);

describe('openOutbox', () => {
  it('tells a grave incident from its beginning to its end, and of no other', async () => {
    const rig = startRig();
    const outbox = rig.start();
    const alarm: Body = { type: 'alarm.raised', data: { alarm: exampleAlarm() } };
    rig.commit(alarm, opened('I1', 2), opened('I2', 3), joined('I1'), closed('I2'), closed('I1'));
    await soon(() => kinds(rig)).toEqual([
      'Alert FTZ.E-1.2',
      'Update FTZ.E-1.4',
      'Cancel FTZ.E-1.6',
    ]);
    expect(rig.sent.at(-1)?.references).toEqual(['FTZ.E-1.2', 'FTZ.E-1.4']);
    await outbox.close();
  });

  it('says a receipt, and notes it when it was taken', async () => {
    const rig = startRig();
    const outbox = rig.start();
    rig.fail('failed');
    rig.commit(received);
    await soon(outbox.waiting).toBe(1);
    expect(rig.receipts).toEqual([]);
    rig.fail('taken');
    await soon(() => rig.receipts).toEqual(['O1']);
    await outbox.close();
  });

  it('notes that an emergency is known above when that was taken, and no sooner', async () => {
    const rig = startRig();
    const outbox = rig.start();
    rig.fail('failed');
    rig.commit(opened('I1', 3), declared('I1'));
    await soon(outbox.waiting).toBe(1);
    expect(rig.noticed).toEqual([]);
    rig.fail('taken');
    await soon(() => rig.noticed).toEqual([{ incidentId: 'I1', declaredAtMs: 2_000 }]);
    await outbox.close();
  });

  it('does not say that an emergency is known above which was refused there', async () => {
    const rig = startRig();
    const outbox = rig.start();
    rig.fail('refused');
    rig.commit(opened('I1', 3), declared('I1'));
    await soon(outbox.waiting).toBe(0);
    await outbox.close();
    expect(rig.noticed).toEqual([]);
  });

  it('goes on where it was after a restart, and knows what it announced', async () => {
    const rig = startRig();
    const first = rig.start();
    rig.commit(opened('I1', 1));
    await soon(() => rig.sent.length).toBe(1);
    rig.fail('failed');
    rig.commit(opened('I3', 1), closed('I1'));
    await first.close();
    const second = rig.start();
    rig.fail('taken');
    await soon(() => kinds(rig)).toEqual([
      'Alert FTZ.E-1.1',
      'Alert FTZ.E-1.2',
      'Cancel FTZ.E-1.3',
    ]);
    expect(rig.sent.at(-1)?.references).toEqual(['FTZ.E-1.1']);
    await second.close();
  });

  it('leaves behind what is refused for what it is', async () => {
    const rig = startRig();
    const outbox = rig.start();
    rig.fail('refused');
    rig.commit(opened('I1', 1));
    await soon(outbox.waiting).toBe(0);
    rig.fail('taken');
    rig.commit(opened('I2', 1));
    await soon(() => kinds(rig)).toEqual(['Alert FTZ.E-1.2']);
    await outbox.close();
  });

  it('asks whether the other end is there, however busy the house is', async () => {
    const rig = startRig();
    const outbox = rig.start();
    const alarm: Body = { type: 'alarm.raised', data: { alarm: exampleAlarm() } };
    const busy = setInterval(() => rig.commit(alarm), 1);
    await soon(rig.asked).toBeGreaterThan(2);
    rig.fail('failed');
    const before = rig.asked();
    await soon(rig.asked).toBeGreaterThan(before + 2);
    clearInterval(busy);
    await outbox.close();
  });

  it('begins with the present where nothing was kept', async () => {
    const rig = startRig();
    rig.commit(opened('I1', 1));
    rig.forget();
    const outbox = rig.start();
    rig.commit(opened('I2', 1));
    await soon(() => kinds(rig)).toEqual(['Alert FTZ.E-1.2']);
    await outbox.close();
  });
});

it('writes what its own reader finds whole, whatever people write', () => {
  const xml = writeCap({
    identifier: 'FTZ.1',
    sender: 'zone',
    sentAtMs: Date.UTC(2026, 3, 1),
    status: 'Actual',
    msgType: 'Alert',
    scope: 'Restricted',
    note: 'a <b> & "c" \u0000\ud800 中文',
    references: [{ sender: 's', identifier: 'i', sent: '2026-04-01T00:00:00-00:00' }],
    info: {
      category: 'Security',
      event: 'seal-cut',
      urgency: 'Immediate',
      severity: 'Extreme',
      certainty: 'Likely',
      headline: 'x',
      parameters: [['incidentId', 'I1']],
      areaDesc: 'WGQ',
      point: [121.6, 31.3],
      areas: ['WGQ'],
    },
  });
  const reading = readCap(Buffer.from(xml));
  if (!reading.ok) throw new Error(reading.reason);
  expect(reading.alert).toMatchObject({
    missing: [],
    invalid: [],
    sent: '2026-04-01T00:00:00-00:00',
    note: 'a <b> & "c" \ufffd\ufffd 中文',
    references: [{ identifier: 'i' }],
  });
  expect(reading.alert.infos[0]?.areas[0]?.circles).toEqual([
    { centre: [121.6, 31.3], radiusKm: 0 },
  ]);
});
