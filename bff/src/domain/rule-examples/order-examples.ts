import type { UpstreamOrder } from '@ftz/shared/contract/order.ts';
import type { World } from '#domain/sighting.ts';
import { exampleWorld, noonMs } from './example-world.ts';

/** An order of which so much time is left. */
export function exampleOrderWorld(change: Partial<UpstreamOrder>, leftMs: number): World {
  const world = exampleWorld();
  const order: UpstreamOrder = {
    id: 'O1',
    version: 1,
    state: 'open',
    status: 'Actual',
    areas: ['WGQ'],
    content: {
      sender: 'national@centre',
      identifier: 'N-1',
      sent: '2026-01-15T11:00:00+08:00',
      sentAtMs: noonMs - 3_600_000,
      receivedAtMs: noonMs - 3_600_000,
      severity: 2,
      headline: 'Examine all of one consignee',
      text: '',
      dueAtMs: noonMs + leftMs,
    },
    earlier: [],
    changedAtMs: noonMs - 3_600_000,
    receiptedAtMs: null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    note: null,
    ...change,
  };
  return { ...world, situation: { ...world.situation, orders: { [order.id]: order } } };
}
