import type { TrackedOrder } from '#contract/device-order.ts';

export function exampleOrder(change: Partial<TrackedOrder> = {}): TrackedOrder {
  return {
    id: 'O1',
    version: 1,
    gateway: 'eseal-mqtt',
    deviceId: 'ES000001',
    act: { name: 'unlock' },
    areas: ['WGQ'],
    incidentId: 'I1',
    state: 'requested',
    reason: 'inspection at the gate',
    requestedBy: { accountId: 'U1', name: 'officer' },
    requestedAtMs: 5_000,
    dueAtMs: 605_000,
    authorisedBy: null,
    authorisedAtMs: null,
    sentAtMs: null,
    reference: null,
    finishedAtMs: null,
    failure: null,
    detail: null,
    ...change,
  };
}
