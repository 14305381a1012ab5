import type { Thrown } from '#contract/wall.ts';

export function exampleThrown(change: Partial<Thrown> = {}): Thrown {
  return {
    content: { kind: 'incident', incidentId: 'I1' },
    areas: ['WGQ'],
    byAccountId: 'U1',
    byName: 'officer',
    rank: 1,
    atMs: 5_000,
    endsAtMs: 605_000,
    ...change,
  };
}
