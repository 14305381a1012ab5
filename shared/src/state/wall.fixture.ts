import type { Display, Thrown } from '#contract/wall.ts';

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

export function exampleDisplay(change: Partial<Display> = {}): Display {
  return {
    keyId: 'K1',
    key: { x: 'x'.repeat(43), y: 'y'.repeat(43) },
    areas: ['WGQ'],
    address: '10.0.0.7',
    browser: 'Chromium',
    byName: 'leader',
    atMs: 5_000,
    ...change,
  };
}
