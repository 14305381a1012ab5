import type { TrackedOrder } from '@ftz/shared/contract/device-order.ts';
import type { SealState } from '@ftz/shared/contract/seal.ts';
import type { Observation } from '#domain/observation.ts';
import type { Sighting } from '#domain/sighting.ts';
import { noonMs, place, reported, sightingOf, truck } from './example-world.ts';

export function exampleSeal(
  change: {
    state?: Partial<SealState>;
    events?: Extract<Observation, { kind: 'seal' }>['events'];
    batteryPct?: number;
  },
  around: Partial<Sighting> = {},
): Sighting {
  const observation: Observation = {
    ...reported,
    kind: 'seal',
    gateway: 'eseal-mqtt',
    deviceId: truck.sealId ?? '',
    zone: 'WGQ',
    deviceSeq: 7,
    state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed', ...change.state },
    batteryPct: change.batteryPct ?? 80,
    events: change.events ?? [],
    point: place,
  };
  return sightingOf(observation, around);
}

/** The seal of the truck was told to open a second ago, by two people. */
export function exampleOrder(change: Partial<TrackedOrder> = {}): TrackedOrder {
  return {
    id: 'O1',
    version: 4,
    gateway: 'eseal-mqtt',
    deviceId: truck.sealId ?? '',
    act: { name: 'unlock' },
    areas: [truck.area],
    incidentId: null,
    state: 'sent',
    reason: 'inspection',
    requestedBy: { accountId: 'U1', name: 'a' },
    requestedAtMs: noonMs - 3_000,
    dueAtMs: noonMs + 60_000,
    authorisedBy: 'b',
    authorisedAtMs: noonMs - 2_000,
    sentAtMs: noonMs - 1_000,
    reference: 'O1',
    finishedAtMs: null,
    failure: null,
    detail: null,
    ...change,
  };
}
