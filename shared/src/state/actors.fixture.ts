import type { Actor } from '#contract/durable-event.ts';

export const officer: Actor = { kind: 'person', accountId: 'U1', name: 'officer' };
/** Who answers the task on the road. */
export const patrolman = { accountId: 'U2', personId: 'U2', name: 'patrol' };
export const patrol: Actor = { kind: 'person', accountId: 'U2', name: 'patrol' };
export const machine: Actor = { kind: 'machine', name: 'seal-cut' };
