import fc from 'fast-check';
import { type Body, entry, id } from './random-entry.fixture.ts';
import { exampleContent, exampleUpstreamOrder } from './upstream-order.fixture.ts';

export const upstreamEntriesAt = (atMs: number): fc.Arbitrary<Body>[] => [
  entry(
    'order.received',
    id.map((id) => ({ order: exampleUpstreamOrder({ id, changedAtMs: atMs }) })),
  ),
  entry(
    'order.updated',
    id.map((orderId) => ({
      orderId,
      status: 'Actual',
      content: exampleContent({ identifier: `N-${atMs}`, sentAtMs: atMs }),
    })),
  ),
  entry(
    'order.acknowledged',
    id.map((orderId) => ({ orderId, status: 'Actual', of: exampleContent(), note: null })),
  ),
  entry(
    'document.filed',
    fc.record({ id, version: fc.constantFrom(1, 2) }).map(({ id, version }) => ({
      document: {
        kind: 'entry',
        id,
        version,
        areas: ['WGQ'],
        containerNo: id,
        billNo: null,
        vehicleId: null,
        sealId: null,
        weightKg: null,
        packages: null,
        goods: null,
        consignee: null,
        issuedAtMs: atMs,
      },
    })),
  ),
  entry(
    'agency.ruled',
    id.map((id) => ({
      ruling: {
        id,
        agency: id,
        ruling: 'hold',
        areas: ['WGQ'],
        containerNo: id,
        billNo: null,
        reason: '',
        ruledAtMs: atMs,
      },
    })),
  ),
];
