import type { DeviceAct, OrderFailure, OrderState, TrackedOrder } from '#contract/device-order.ts';
import type { RefusalCode } from '#contract/refusal.ts';

/** How long a request waits for its second person. */
const authoriseWithinMs = 10 * 60_000;
/** How long an authorised order may be on its way: later nobody knows what it would unlock. */
const answerWithinMs = 60_000;

/** What moves a lock, or changes how a device behaves, takes two people; the rest is its asker's own. */
const onePersonActs: readonly DeviceAct['name'][] = [
  'locate',
  'track',
  'show-text',
  'read-parameters',
  'send-video',
  'stop-video',
];

export function needsSecondPerson(act: DeviceAct): boolean {
  return !onePersonActs.includes(act.name);
}

export const authoriseDueAtMs = (requestedAtMs: number): number =>
  requestedAtMs + authoriseWithinMs;
export const answerDueAtMs = (authorisedAtMs: number): number => authorisedAtMs + answerWithinMs;

export type OrderAct = 'authorise' | 'withdraw' | 'send' | 'note-sent' | 'confirm' | 'fail';

/** From which states an act is possible, and where it leads. */
const transitions: Record<OrderAct, { from: readonly OrderState[]; to: OrderState }> = {
  authorise: { from: ['requested'], to: 'authorised' },
  withdraw: { from: ['requested'], to: 'withdrawn' },
  send: { from: ['authorised'], to: 'sending' },
  'note-sent': { from: ['sending'], to: 'sent' },
  // A device may be faster than our note, or slower than our patience: its word is true all the same.
  confirm: { from: ['sending', 'sent', 'failed'], to: 'confirmed' },
  fail: { from: ['requested', 'authorised', 'sending', 'sent'], to: 'failed' },
};

/** Whether the act is possible now. What never left the house cannot have been done late. */
export function mayOrder(order: TrackedOrder, act: OrderAct): boolean {
  if (act === 'confirm' && order.state === 'failed') {
    return order.failure === 'no-answer' && order.sentAtMs !== null;
  }
  return transitions[act].from.includes(order.state);
}

/**
 * Null when this account may authorise the order now. Who asked may not, under however many sessions:
 * a person is an account here, whatever it is signed in on.
 */
export function refusalToAuthorise(
  order: TrackedOrder,
  accountId: string,
  nowMs: number,
): RefusalCode | null {
  if (!mayOrder(order, 'authorise') || nowMs >= order.dueAtMs) return 'wrong-state';
  return order.requestedBy.accountId === accountId ? 'second-person-needed' : null;
}

/** The order after the act; as it was when the act is not possible, since a log tells what happened. */
export function orderAfter(
  order: TrackedOrder,
  act: OrderAct,
  change: Partial<TrackedOrder>,
): TrackedOrder {
  if (!mayOrder(order, act)) return order;
  return { ...order, ...change, version: order.version + 1, state: transitions[act].to };
}

export function isOrderOpen({ finishedAtMs }: TrackedOrder): boolean {
  return finishedAtMs === null;
}

/** Why an order whose time has come has failed. */
export function failureAtDue({ state }: TrackedOrder): OrderFailure {
  if (state === 'requested') return 'not-authorised';
  return state === 'authorised' ? 'expired' : 'no-answer';
}
