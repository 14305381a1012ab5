import type { TrackedOrder } from '@ftz/shared/contract/device-order.ts';
import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleJourney, exampleWorld } from '#domain/rule-examples/example-world.ts';
import { exampleOrder, exampleSeal } from '#domain/rule-examples/seal-examples.ts';
import type { Sighting, World } from '#domain/sighting.ts';

/** So long after an order was sent its opening may still be told. */
const orderedWithinMs = 5 * 60_000;

function judge(sighting: Sighting, { situation, nowMs }: World) {
  const { observation, journey, area } = sighting;
  if (observation.kind !== 'seal') return null;
  const { deviceId: entityId, state } = observation;
  if (state.sealed) return sighting.late ? null : { condition: 'gone' as const, entityId };
  const opened = observation.events.includes('unsealed');
  if (!opened || !journey || area === journey.toArea) return null;
  // Two people have said that it may be opened here.
  const orders = Object.values(situation.deviceOrders);
  if (orders.some((order) => isItsOpening(order, observation, nowMs))) return null;
  return {
    condition: 'present' as const,
    severity: 2 as const,
    entityKind: 'seal' as const,
    entityId,
    facts: [
      { name: 'motor', value: state.motor },
      { name: 'destination', value: journey.toGateId },
    ],
    happens: true,
  };
}

function isItsOpening(
  { gateway, deviceId, act, sentAtMs }: TrackedOrder,
  observation: Sighting['observation'],
  nowMs: number,
): boolean {
  const isOurs = gateway === observation.gateway && deviceId === observation.deviceId;
  return isOurs && act.name === 'unlock' && sentAtMs !== null && nowMs - sentAtMs < orderedWithinMs;
}

/** A seal is opened before its destination, and nobody ordered it: P2. */
export const rule: AlarmRule = {
  kind: 'seal-unlocked',
  judge,
  examples: [
    {
      says: 'opened on the way',
      verdict: () => judge(openedOnTheWay(), exampleWorld()),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'opened where it was going',
      verdict: () => judge({ ...openedOnTheWay(), area: 'WGQ' }, exampleWorld()),
      expect: null,
    },
    {
      says: 'opened on the way by an order of the house',
      verdict: () => judge(openedOnTheWay(), worldWithOrder()),
      expect: null,
    },
    {
      says: 'sealed again',
      verdict: () => judge(exampleSeal({}, { journey: exampleJourney }), exampleWorld()),
      expect: { condition: 'gone' },
    },
  ],
};

function openedOnTheWay(): Sighting {
  const state = { sealed: false, motor: 'unlocked' as const };
  return exampleSeal({ state, events: ['unsealed'] }, { journey: exampleJourney, area: null });
}

function worldWithOrder(): World {
  const world = exampleWorld();
  const order = exampleOrder();
  return { ...world, situation: { ...world.situation, deviceOrders: { [order.id]: order } } };
}
