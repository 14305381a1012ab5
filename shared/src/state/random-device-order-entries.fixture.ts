import fc from 'fast-check';
import { exampleOrder } from './device-order.fixture.ts';
import { type Body, entry, id, minute } from './random-entry.fixture.ts';

const orderRef = fc.record({ orderId: id, incidentId: fc.option(id) });

export const deviceOrderEntriesAt = (atMs: number): fc.Arbitrary<Body>[] => [
  entry(
    'device-order.requested',
    fc.record({ id, incidentId: fc.option(id) }).map((change) => ({
      order: exampleOrder({ ...change, requestedAtMs: atMs, dueAtMs: atMs + minute }),
    })),
  ),
  entry(
    'device-order.authorised',
    orderRef.map((ref) => ({ ...ref, dueAtMs: atMs + minute })),
  ),
  entry('device-order.sending', orderRef),
  entry(
    'device-order.confirmed',
    orderRef.map((ref) => ({ ...ref, detail: 'ok' })),
  ),
  entry(
    'device-order.failed',
    orderRef.map((ref) => ({ ...ref, failure: 'no-answer', detail: null })),
  ),
];
