import type { HandOver, HandOverItem } from '#contract/hand-over.ts';

export function exampleItem(change: Partial<HandOverItem> = {}): HandOverItem {
  return {
    key: 'sound-test/desk',
    kind: 'sound-test',
    refId: 'desk',
    incidentId: null,
    area: null,
    severity: null,
    alarmKind: null,
    subject: null,
    text: null,
    owner: null,
    unacknowledged: 0,
    sinceMs: null,
    untilMs: null,
    isNew: false,
    tickedAtMs: null,
    ...change,
  };
}

export function exampleHandOver(change: Partial<HandOver> = {}): HandOver {
  return {
    id: 'H1',
    version: 1,
    state: 'drafted',
    areas: ['WGQ'],
    outgoing: { accountId: 'U1', personId: 'P1', name: 'officer', signedAtMs: null },
    incoming: { accountId: 'U2', personId: 'P2', name: 'relief', signedAtMs: null },
    startedAtMs: 5_000,
    sinceMs: 1_000,
    items: [exampleItem()],
    lapsesAtMs: 905_000,
    overlapEndsAtMs: null,
    finishedAtMs: null,
    movedIncidentIds: [],
    reason: null,
    ...change,
  };
}
