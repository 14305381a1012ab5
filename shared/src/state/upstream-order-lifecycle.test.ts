import { describe, expect, it } from 'vitest';
import type { DurableDraft, DurableEvent } from '#contract/durable-event.ts';
import { machine, officer } from './actors.fixture.ts';
import { applyAll } from './apply-durable.ts';
import { emptySituation } from './situation.ts';
import { exampleContent, exampleUpstreamOrder } from './upstream-order.fixture.ts';
import { openOrders } from './upstream-order-lifecycle.ts';

const fold = (...drafts: Pick<DurableDraft, 'type' | 'data'>[]) =>
  applyAll(
    emptySituation(),
    drafts.map((draft, i) => {
      const actor = draft.type === 'order.acknowledged' ? officer : machine;
      return { seq: i + 1, atMs: 2_000 + i, areas: ['WGQ'], actor, ...draft } as DurableEvent;
    }),
  ).orders.O1;

const received = { type: 'order.received' as const, data: { order: exampleUpstreamOrder() } };
const { sender, identifier, sent } = exampleContent();
const acknowledged = {
  type: 'order.acknowledged' as const,
  data: {
    orderId: 'O1',
    status: 'Actual' as const,
    of: { sender, identifier, sent },
    note: 'under way',
  },
};
const updated = (sentAtMs: number) => ({
  type: 'order.updated' as const,
  data: {
    orderId: 'O1',
    status: 'Actual' as const,
    content: exampleContent({ identifier: 'N-2', sentAtMs, headline: 'all of two' }),
  },
});

describe('an order', () => {
  it('is acknowledged by somebody, and an update wants it anew', () => {
    expect(fold(received, acknowledged)).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'officer',
      note: 'under way',
    });
    expect(fold(received, acknowledged, updated(2_000))).toMatchObject({
      state: 'open',
      acknowledgedBy: null,
      content: { identifier: 'N-2' },
      earlier: [{ identifier: 'N-1' }],
    });
  });

  it('keeps what comes late among its earlier versions', () => {
    expect(fold(received, acknowledged, updated(500))).toMatchObject({
      state: 'acknowledged',
      content: { identifier: 'N-1' },
      earlier: [{ identifier: 'N-2' }],
    });
  });

  it('is receipted by the receipt of what it says now', () => {
    const receipt = (name: string) => ({
      type: 'order.receipted' as const,
      data: { orderId: 'O1', of: { sender, identifier: name, sent }, atMs: 5_000 },
    });
    expect(fold(received, receipt('N-1'))?.receiptedAtMs).toBe(5_000);
    expect(fold(received, updated(2_000), receipt('N-1'))?.receiptedAtMs).toBeNull();
  });
});

it('lists open orders, the one that is due first first', () => {
  const late = exampleUpstreamOrder({ id: 'O2', content: exampleContent({ dueAtMs: 1 }) });
  const done = exampleUpstreamOrder({ id: 'O3', state: 'acknowledged' });
  const orders = { O1: exampleUpstreamOrder(), O2: late, O3: done };
  expect(openOrders(orders).map(({ id }) => id)).toEqual(['O2', 'O1']);
});
