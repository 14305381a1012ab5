import type { DeviceOrder } from '@ftz/shared/contract/device-order.ts';
import type { OrderSending } from '#adapters/device-adapter.ts';
import type { LineHouse } from './line-house.ts';
import { orderBody } from './order-body.ts';

/**
 * Puts an order on the line by which its terminal speaks, in the terminal's own edition. It confirms
 * nothing: the terminal's answer to our flow number does, and `OrderBook` waits for that.
 */
export function sendOrder(house: LineHouse, order: DeviceOrder): OrderSending {
  const { orderId, deviceId, act, expiresAtMs } = order;
  if (house.host.nowMs() >= expiresAtMs) return { sent: false, why: 'expired' };
  const line = house.live.lineOf(deviceId);
  const caller = line?.callerOf(deviceId);
  if (line === null || caller === undefined) return { sent: false, why: 'not-connected' };
  const worded = orderBody(act, caller.layout);
  if (worded === null) return { sent: false, why: 'unsupported' };
  const { messageId, body, awaits } = worded;
  const { firstFlow, packets } = line.say(caller, messageId, body);
  const terminalId = caller.terminalId;
  house.orders.add({ orderId, terminalId, messageId, firstFlow, packets, awaits, expiresAtMs });
  const reference = `0x${messageId.toString(16)} flow ${firstFlow}`;
  return { sent: true, reference };
}
