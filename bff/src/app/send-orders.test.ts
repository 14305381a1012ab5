import type { OrderState } from '@ftz/shared/contract/device-order.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleOrder } from '@ftz/shared/state/device-order.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OrderSending } from '#adapters/device-adapter.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import { answerDrafts } from '#domain/orders/order-drafts.ts';
import { sendOrders } from './send-orders.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The lane and its log, reduced to one situation; a commit takes no time. */
function rig(state: OrderState, order: () => Promise<OrderSending>) {
  const clock = { nowMs: () => Date.now() };
  const dueAtMs = Date.now() + 60_000;
  let situation: Situation = emptySituation();
  const types: string[] = [];
  const listeners: ((events: DurableEvent[]) => void)[] = [];
  const keys = new Set<string>();
  const write = (drafts: DurableDraft[]): DurableEvent[] => {
    const events = drafts.map(
      (draft) => ({ ...draft, seq: types.push(draft.type), atMs: Date.now() }) as DurableEvent,
    );
    situation = events.reduce(applyDurable, situation);
    for (const listener of listeners) listener(events);
    return events;
  };
  const lane: Pick<DecisionLane, 'decide' | 'look'> = {
    look: (read) => read(situation),
    decide: async (decision, asked) => {
      const key = asked?.messageKey ?? null;
      if (key !== null && keys.has(key)) return [];
      const drafts: DurableDraft[] = [];
      decision({ situation, drafts, put: (more) => void drafts.push(...more) });
      if (key !== null && drafts.length > 0) keys.add(key);
      return write(drafts);
    },
  };
  const calls = vi.fn(order);
  const start = () =>
    sendOrders({
      lane,
      log: { onCommitted: (listener) => void listeners.push(listener) },
      gateways: new Map([['eseal-mqtt', { order: calls }]]),
      clock,
    });
  write([
    {
      type: 'device-order.requested',
      areas: ['WGQ'],
      actor: machine,
      data: { order: exampleOrder({ state, dueAtMs, incidentId: null }) },
    },
  ]);
  const answer = (deviceId: string, outcome: 'confirmed' | 'refused-by-device') =>
    write(
      answerDrafts(
        {
          kind: 'order-answer',
          gateway: 'eseal-mqtt',
          deviceId,
          deviceAtMs: 0,
          receivedAtMs: 0,
          orderId: 'O1',
          outcome,
          detail: 'said so',
        },
        situation,
        machine,
      ),
    );
  return { start, calls, types, answer, order: () => situation.deviceOrders['O1'] };
}
const accepted = async () => ({ sent: true, reference: '7' }) as const;

it('claims, sends and notes an authorised order that a restart left behind; the device confirms', async () => {
  const { start, calls, order, answer } = rig('authorised', accepted);
  const sender = start();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(order()).toMatchObject({ state: 'sent', reference: '7' });
  answer('ES-other', 'confirmed');
  expect(order()?.state).toBe('sent');
  answer('ES000001', 'confirmed');
  expect(order()).toMatchObject({ state: 'confirmed', detail: 'said so' });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(calls).toHaveBeenCalledTimes(1);
  sender.close();
});

it('sends nothing again that was claimed before a restart: it ends unanswered', async () => {
  const { start, calls, order } = rig('sending', accepted);
  const sender = start();
  await vi.advanceTimersByTimeAsync(61_000);
  expect(calls).not.toHaveBeenCalled();
  expect(order()).toMatchObject({ state: 'failed', failure: 'no-answer' });
  sender.close();
});

it('two senders send once', async () => {
  const { start, calls } = rig('authorised', accepted);
  const senders = [start(), start()];
  await vi.advanceTimersByTimeAsync(3_000);
  expect(calls).toHaveBeenCalledTimes(1);
  for (const sender of senders) sender.close();
});

it('says why the gateway could not', async () => {
  const { start, order } = rig('authorised', async () => ({ sent: false, why: 'not-connected' }));
  const sender = start();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(order()).toMatchObject({ state: 'failed', failure: 'not-connected' });
  sender.close();
});

it('a gateway that throws leaves an order unanswered, for nobody knows what is on the wire', async () => {
  const { start, order, calls } = rig('authorised', async () => {
    throw new Error('broken');
  });
  const sender = start();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(order()?.state).toBe('sending');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(order()).toMatchObject({ state: 'failed', failure: 'no-answer' });
  expect(calls).toHaveBeenCalledTimes(1);
  sender.close();
});

it('fails a request that nobody authorised', async () => {
  const { start, calls, order } = rig('requested', accepted);
  const sender = start();
  await vi.advanceTimersByTimeAsync(61_000);
  expect(order()).toMatchObject({ state: 'failed', failure: 'not-authorised' });
  expect(calls).not.toHaveBeenCalled();
  sender.close();
});

it('takes the device’s no for an answer', async () => {
  const { start, answer, order } = rig('authorised', accepted);
  const sender = start();
  await vi.advanceTimersByTimeAsync(1_000);
  answer('ES000001', 'refused-by-device');
  expect(order()).toMatchObject({ state: 'failed', failure: 'refused-by-device' });
  sender.close();
});
