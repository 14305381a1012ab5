import type { OrderFailure, TrackedOrder } from '@ftz/shared/contract/device-order.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { failureAtDue, isOrderOpen, mayOrder } from '@ftz/shared/state/device-order-lifecycle.ts';
import { goesOnAs } from '@ftz/shared/state/goes-on-as.ts';
import { union } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { Observation } from '#domain/observation.ts';

const sender: Actor = { kind: 'machine', name: 'device-orders' };

export const orderRefOf = ({ id, incidentId }: TrackedOrder) => ({ orderId: id, incidentId });

/** Who hears of it: those who saw it asked for, and those of the incident in which its own goes on by now. */
export function areasOfOrder(situation: Situation, { areas, incidentId }: TrackedOrder): AreaId[] {
  const id = incidentId === null ? null : goesOnAs(situation, incidentId);
  const incident = id === null ? undefined : ownOf(situation.incidents, id);
  return union(areas, incident?.areas ?? []);
}

/** What the clock and the sender make of an order: claimed to be sent, or failed. */
export function claimDraft(situation: Situation, orderId: string, nowMs: number): DurableDraft[] {
  const order = ownOf(situation.deviceOrders, orderId);
  if (!order || !mayOrder(order, 'send') || nowMs >= order.dueAtMs) return [];
  const areas = areasOfOrder(situation, order);
  return [{ type: 'device-order.sending', areas, actor: sender, data: orderRefOf(order) }];
}

export function sentDraft(
  situation: Situation,
  orderId: string,
  reference: string,
): DurableDraft[] {
  const order = ownOf(situation.deviceOrders, orderId);
  if (!order || !mayOrder(order, 'note-sent')) return [];
  return [
    {
      type: 'device-order.sent',
      areas: areasOfOrder(situation, order),
      actor: sender,
      data: { ...orderRefOf(order), reference: reference.slice(0, 64) },
    },
  ];
}

export function failedDraft(
  situation: Situation,
  orderId: string,
  failure: OrderFailure,
): DurableDraft[] {
  const order = ownOf(situation.deviceOrders, orderId);
  if (!order || !mayOrder(order, 'fail')) return [];
  return [
    {
      type: 'device-order.failed',
      areas: areasOfOrder(situation, order),
      actor: sender,
      data: { ...orderRefOf(order), failure, detail: null },
    },
  ];
}

/** Every order whose time has come, unauthorised, unsent or unanswered. */
export function overdueDrafts(situation: Situation, nowMs: number): DurableDraft[] {
  return Object.values(situation.deviceOrders)
    .filter((order) => isOrderOpen(order) && nowMs >= order.dueAtMs)
    .flatMap((order) => failedDraft(situation, order.id, failureAtDue(order)));
}

/** Which orders wait to be sent. */
export function ordersToSend(situation: Situation, nowMs: number): TrackedOrder[] {
  return Object.values(situation.deviceOrders).filter(
    (order) => mayOrder(order, 'send') && nowMs < order.dueAtMs,
  );
}

/**
 * What a device's answer makes of its order. Only the device that was asked can answer: another one
 * that knows the order's name confirms nothing.
 */
export function answerDrafts(
  answer: Extract<Observation, { kind: 'order-answer' }>,
  situation: Situation,
  actor: Actor,
): DurableDraft[] {
  const order = ownOf(situation.deviceOrders, answer.orderId);
  if (!order || order.gateway !== answer.gateway || order.deviceId !== answer.deviceId) return [];
  const common = { areas: areasOfOrder(situation, order), actor };
  const detail = answer.detail.slice(0, 500);
  if (answer.outcome === 'confirmed') {
    if (!mayOrder(order, 'confirm')) return [];
    return [{ type: 'device-order.confirmed', ...common, data: { ...orderRefOf(order), detail } }];
  }
  if (!mayOrder(order, 'fail')) return [];
  const failure = 'refused-by-device';
  return [
    { type: 'device-order.failed', ...common, data: { ...orderRefOf(order), failure, detail } },
  ];
}
