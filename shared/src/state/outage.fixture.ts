import type { Outage } from '#contract/outage.ts';

export function exampleOutage(change: Partial<Outage> = {}): Outage {
  return {
    id: 'X1',
    version: 1,
    how: 'out-of-service',
    source: { kind: null, entityKind: 'seal', entityId: 'ES000001' },
    area: 'WGQ',
    state: 'requested',
    reason: 'battery is replaced',
    workOrder: 'W-1',
    fromMs: 5_000,
    // Far in the future, also for a clock that tells the time of today.
    untilMs: 32_000_000_000_000,
    requested: { accountId: 'U1', name: 'officer', atMs: 5_000 },
    authorised: null,
    refused: null,
    confirmDueAtMs: null,
    confirmed: null,
    unconfirmedSinceMs: null,
    endedAtMs: null,
    ...change,
  };
}
