import type { Principal } from '@ftz/shared/contract/account.ts';
import type { RegisteredDevice } from '@ftz/shared/contract/device.ts';
import type { TrackedOrder } from '@ftz/shared/contract/device-order.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import {
  answerDueAtMs,
  authoriseDueAtMs,
  mayOrder,
  needsSecondPerson,
  refusalToAuthorise,
} from '@ftz/shared/state/device-order-lifecycle.ts';
import { isIncidentOpen, union } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { alarmsOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { areasOfOrder, orderRefOf } from '#domain/orders/order-drafts.ts';
import { registeredDevice } from '#domain/registry.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  isStale,
  no,
  yes,
} from './command-decision.ts';

/**
 * An order to a device is asked for by one person. What moves a lock then waits for another; everything
 * else is authorised by its asker in the same breath. Nothing is sent here: the sender follows the log.
 */
export function requestOrder(
  { argument }: CommandOf<'device-order.request'>,
  principal: Principal,
  { situation, registry, nowMs, newId }: CommandWorld,
): Decision {
  const { gateway, deviceId, act, incidentId } = argument;
  const device = registeredDevice({ registry, situation }, gateway, deviceId);
  const incident = incidentId === null ? null : ownOf(situation.incidents, incidentId);
  // An incident lends its areas to orders to its own devices, and to no others.
  const foreign = incident && device && !isAbout(situation, incident, device);
  if (!device || incident === undefined || foreign) return no(refuse('not-found'));
  const areas = union([device.area], incident?.areas ?? []);
  const refusal = guard(principal, 'device-order.request', { areas, version: 1 }, null);
  if (refusal) return no(refusal);
  if (incident && !isIncidentOpen(incident)) return no(refuse('wrong-state'));
  const order = newOrder(newId('O'), argument, areas, principal, nowMs);
  const common = { areas, actor: actorOf(principal) };
  const requested = { type: 'device-order.requested' as const, ...common, data: { order } };
  if (needsSecondPerson(act)) return yes(requested);
  return yes(requested, {
    type: 'device-order.authorised',
    ...common,
    data: { ...orderRefOf(order), dueAtMs: answerDueAtMs(nowMs) },
  });
}

function newOrder(
  id: string,
  { gateway, deviceId, act, incidentId, reason }: CommandOf<'device-order.request'>['argument'],
  areas: AreaId[],
  { accountId, username }: Principal,
  requestedAtMs: number,
): TrackedOrder {
  return {
    id,
    version: 1,
    gateway,
    deviceId,
    act,
    areas,
    incidentId,
    state: 'requested',
    reason,
    requestedBy: { accountId, name: username },
    requestedAtMs,
    dueAtMs: authoriseDueAtMs(requestedAtMs),
    authorisedBy: null,
    authorisedAtMs: null,
    sentAtMs: null,
    reference: null,
    finishedAtMs: null,
    failure: null,
    detail: null,
  };
}

/** Whether an alarm of the incident is about this device, or about what it is fixed to. */
function isAbout(situation: Situation, incident: Incident, device: RegisteredDevice): boolean {
  const isOurs = (id: string | null, own: string | null) => id !== null && id === own;
  return alarmsOfIncident(situation, incident.id).some(
    ({ entityId, sealId, vehicleId }) =>
      isOurs(entityId, device.deviceId) ||
      isOurs(sealId, device.sealId) ||
      isOurs(vehicleId, device.vehicleId),
  );
}

export function authoriseOrder(
  { argument, basedOnVersion }: CommandOf<'device-order.authorise'>,
  principal: Principal,
  { situation, nowMs }: CommandWorld,
): Decision {
  const order = ownOf(situation.deviceOrders, argument.orderId);
  const refusal = guard(principal, 'device-order.authorise', order, null);
  if (refusal || !order) return no(refusal ?? refuse('not-found'));
  const refused = refusalToAuthorise(order, principal.accountId, nowMs);
  if (refused) return no(refuse(refused, order.authorisedBy ?? undefined));
  if (isStale(order, basedOnVersion))
    return no(refuse('stale-version', `version ${order.version}`));
  return yes({
    type: 'device-order.authorised',
    areas: areasOfOrder(situation, order),
    actor: actorOf(principal),
    data: { ...orderRefOf(order), dueAtMs: answerDueAtMs(nowMs) },
  });
}

/** By whoever asked, or by whoever would have had to agree: both with a reason. */
export function withdrawOrder(
  { argument }: CommandOf<'device-order.withdraw'>,
  principal: Principal,
  { situation }: CommandWorld,
): Decision {
  const order = ownOf(situation.deviceOrders, argument.orderId);
  const refusal = guard(principal, 'device-order.withdraw', order, null);
  if (refusal || !order) return no(refusal ?? refuse('not-found'));
  if (!mayOrder(order, 'withdraw')) return no(refuse('wrong-state'));
  return yes({
    type: 'device-order.withdrawn',
    areas: areasOfOrder(situation, order),
    actor: actorOf(principal),
    data: { ...orderRefOf(order), reason: argument.reason },
  });
}
