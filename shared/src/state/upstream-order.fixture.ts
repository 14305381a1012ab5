import type { OrderContent, UpstreamOrder } from '#contract/order.ts';

export function exampleUpstreamOrder(change: Partial<UpstreamOrder> = {}): UpstreamOrder {
  return {
    id: 'O1',
    version: 1,
    state: 'open',
    status: 'Actual',
    areas: ['WGQ'],
    content: exampleContent(),
    earlier: [],
    changedAtMs: 1_000,
    receiptedAtMs: null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    note: null,
    ...change,
  };
}

export function exampleContent(change: Partial<OrderContent> = {}): OrderContent {
  return {
    sender: 'national@centre',
    identifier: 'N-1',
    sent: '1970-01-01T00:00:01+00:00',
    sentAtMs: 1_000,
    receivedAtMs: 1_000,
    severity: 2,
    headline: 'Examine all of one consignee',
    text: '',
    dueAtMs: 601_000,
    ...change,
  };
}
