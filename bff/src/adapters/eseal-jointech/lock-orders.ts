import type { DeviceOrder } from '@ftz/shared/contract/device-order.ts';
import type { OrderSending } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { lockPassword } from './lock-password.ts';
import { isOpened, lockSources } from './observe.ts';
import type { LockEvent } from './text-frame.ts';

type SentOrder = { orderId: string; sentAtMs: number; expiresAtMs: number };

/** What a lock's clock may be off, so that an event from before the order is not taken for its answer. */
const clockSlackMs = 60_000;

/**
 * Unlocking by the platform: `(P43,password)` down, a P45 event of source 4 up. Only that event is an
 * answer; its time must not lie before the order, for locks keep events of weeks and send them late.
 */
export function createLockOrders(
  keyOf: (deviceId: string) => string | null,
  write: (deviceId: string, text: string) => boolean,
  nowMs: () => number,
) {
  const awaited = new Map<string, SentOrder>();

  return {
    async send({ orderId, deviceId, act, expiresAtMs }: DeviceOrder): Promise<OrderSending> {
      const key = keyOf(deviceId);
      if (act.name !== 'unlock' || key === null) return { sent: false, why: 'unsupported' };
      const sentAtMs = nowMs();
      if (sentAtMs >= expiresAtMs) return { sent: false, why: 'expired' };
      awaited.set(deviceId, { orderId, sentAtMs, expiresAtMs });
      if (write(deviceId, `(P43,${lockPassword(key)})`)) return { sent: true, reference: 'P43' };
      awaited.delete(deviceId);
      return { sent: false, why: 'not-connected' };
    },

    /** The answer that an event is, or null. It is forgotten by `settle`, once it was kept. */
    answerIn(deviceId: string, event: LockEvent): Observation | null {
      const order = awaited.get(deviceId);
      const { atMs } = event.fix;
      if (!order || event.source !== lockSources.staticPassword) return null;
      if (atMs === null || atMs < order.sentAtMs - clockSlackMs) return null;
      return {
        kind: 'order-answer',
        gateway: 'eseal-jointech',
        deviceId,
        deviceAtMs: atMs,
        receivedAtMs: nowMs(),
        orderId: order.orderId,
        outcome: isOpened(event) ? 'confirmed' : 'refused-by-device',
        detail: `P45 source ${event.source} verification ${event.verification} serial ${event.serial}`,
      };
    },

    settle: (deviceId: string) => void awaited.delete(deviceId),
  };
}

export type LockOrders = ReturnType<typeof createLockOrders>;
