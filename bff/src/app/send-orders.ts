import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { TrackedOrder } from '@ftz/shared/contract/device-order.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { RunningGateway } from '#adapters/device-adapter.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import {
  claimDraft,
  failedDraft,
  ordersToSend,
  overdueDrafts,
  sentDraft,
} from '#domain/orders/order-drafts.ts';
import type { Clock, DurableLog } from '#domain/ports.ts';

type Deps = {
  lane: Pick<DecisionLane, 'decide' | 'look'>;
  log: Pick<DurableLog, 'onCommitted'>;
  gateways: ReadonlyMap<GatewayName, Pick<RunningGateway, 'order'>>;
  clock: Clock;
};

const lookEveryMs = 1000;

/**
 * Carries authorised orders from the log to the gateways, also those that a restart left behind. An
 * order is claimed in the log before a byte of it is on a wire: so it is sent at most once, and what
 * died between claim and answer ends as unanswered, not as sent again. Confirmation is no business
 * of this: it comes in by the door that reports come in by.
 */
export function sendOrders({ lane, log, gateways, clock }: Deps): { close: () => void } {
  const underWay = new Set<string>();

  const decide = (
    draft: (situation: Situation) => DurableDraft[],
    messageKey: string | null = null,
  ): Promise<DurableEvent[]> =>
    lane.decide(
      ({ situation, put }) => {
        put(draft(situation));
        return undefined;
      },
      { messageKey, device: 'device-orders', urgent: true },
    );

  async function send(order: TrackedOrder): Promise<void> {
    const { id, gateway, deviceId, act, dueAtMs } = order;
    const claimed = await decide(
      (situation) => claimDraft(situation, id, clock.nowMs()),
      `order-sending/${id}`,
    );
    if (claimed.length === 0) return;
    const running = gateways.get(gateway);
    const sending = running?.order
      ? await running.order({ orderId: id, gateway, deviceId, act, expiresAtMs: dueAtMs })
      : ({ sent: false, why: 'unsupported' } as const);
    await decide((situation) =>
      sending.sent
        ? sentDraft(situation, id, sending.reference)
        : failedDraft(situation, id, sending.why),
    );
  }

  function sendAll(): void {
    for (const order of lane.look((situation) => ordersToSend(situation, clock.nowMs()))) {
      if (underWay.has(order.id)) continue;
      underWay.add(order.id);
      // What failed before its claim is tried at the next look; after it, nobody knows what is on the
      // wire, and the order ends by its answer or by its time.
      void send(order)
        .catch(() => undefined)
        .finally(() => underWay.delete(order.id));
    }
  }

  function failOverdue(): void {
    const overdue = (situation: Situation) => overdueDrafts(situation, clock.nowMs());
    // What cannot be written now is overdue in a second, too.
    if (lane.look(overdue).length > 0) void decide(overdue).catch(() => undefined);
  }

  log.onCommitted((events) => {
    if (events.some(({ type }) => type === 'device-order.authorised')) setImmediate(sendAll);
  });
  const beat = setInterval(() => {
    failOverdue();
    sendAll();
  }, lookEveryMs);
  return { close: () => clearInterval(beat) };
}
