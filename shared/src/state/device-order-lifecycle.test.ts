import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DurableDraft } from '#contract/durable-event.ts';
import { machine, officer } from './actors.fixture.ts';
import { applyDurable } from './apply-durable.ts';
import { exampleOrder } from './device-order.fixture.ts';
import { failureAtDue, needsSecondPerson, refusalToAuthorise } from './device-order-lifecycle.ts';
import { exampleIncident } from './incident.fixture.ts';
import { emptySituation } from './situation.ts';
import { numbered } from './story.fixture.ts';

const ref = { orderId: 'O1', incidentId: 'I1' };
const at = { areas: ['WGQ' as const], actor: machine };
const asked: DurableDraft[] = [
  { type: 'incident.opened', ...at, data: { incident: exampleIncident() } },
  { type: 'device-order.requested', ...at, actor: officer, data: { order: exampleOrder() } },
];
const authorised: DurableDraft = {
  type: 'device-order.authorised',
  ...at,
  actor: { kind: 'person', accountId: 'U2', name: 'second' },
  data: { ...ref, dueAtMs: 63_000 },
};
const sending: DurableDraft = { type: 'device-order.sending', ...at, data: ref };
const sent: DurableDraft = { type: 'device-order.sent', ...at, data: { ...ref, reference: '7' } };
const confirmed: DurableDraft = {
  type: 'device-order.confirmed',
  ...at,
  data: { ...ref, detail: 'motor unlocked' },
};
const failed = (failure: 'no-answer' | 'not-connected'): DurableDraft => ({
  type: 'device-order.failed',
  ...at,
  data: { ...ref, failure, detail: null },
});
const fold = (...drafts: DurableDraft[]) =>
  numbered([...asked, ...drafts]).reduce(applyDurable, emptySituation());
const orderAfter = (...drafts: DurableDraft[]) => fold(...drafts).deviceOrders['O1'];

it('goes from a request to the device’s own word, each step on the timeline', () => {
  const situation = fold(authorised, sending, sent, confirmed);
  expect(situation.deviceOrders['O1']).toMatchObject({
    state: 'confirmed',
    authorisedBy: 'second',
    reference: '7',
    detail: 'motor unlocked',
    version: 5,
  });
  expect(situation.incidents['I1']?.timeline.map(({ type }) => type)).toEqual([
    'incident.opened',
    'device-order.requested',
    'device-order.authorised',
    'device-order.sending',
    'device-order.sent',
    'device-order.confirmed',
  ]);
});

it('takes a word that came before the note that it was sent, or after our patience', () => {
  expect(orderAfter(authorised, sending, confirmed, sent)?.state).toBe('confirmed');
  expect(orderAfter(authorised, sending, sent, failed('no-answer'), confirmed)?.state).toBe(
    'confirmed',
  );
});

it('confirms nothing that never left the house', () => {
  expect(orderAfter(confirmed)?.state).toBe('requested');
  expect(orderAfter(authorised, confirmed)?.state).toBe('authorised');
  expect(orderAfter(authorised, sending, failed('not-connected'), confirmed)?.state).toBe('failed');
});

it('lets nobody authorise what he asked for himself, nor what is too old', () => {
  const order = exampleOrder();
  expect(refusalToAuthorise(order, 'U1', 6_000)).toBe('second-person-needed');
  expect(refusalToAuthorise(order, 'U2', 6_000)).toBeNull();
  expect(refusalToAuthorise(order, 'U2', 605_000)).toBe('wrong-state');
  expect(refusalToAuthorise({ ...order, state: 'sent' }, 'U2', 6_000)).toBe('wrong-state');
});

it('asks two people for what moves a lock or changes a device', () => {
  const locate = { name: 'locate' } as const;
  expect([needsSecondPerson({ name: 'unlock' }), needsSecondPerson({ name: 'lock' })]).toEqual([
    true,
    true,
  ]);
  expect(needsSecondPerson({ name: 'set-parameters', parameters: [] })).toBe(true);
  expect(needsSecondPerson(locate)).toBe(false);
});

it('says why an order has run out of time', () => {
  const why = (state: 'requested' | 'authorised' | 'sent') => failureAtDue(exampleOrder({ state }));
  expect([why('requested'), why('authorised'), why('sent')]).toEqual([
    'not-authorised',
    'expired',
    'no-answer',
  ]);
});

it('whatever the log holds, an order is sent once and done only after it was', () => {
  const any = fc.constantFrom(authorised, sending, sent, confirmed, failed('no-answer'));
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (drafts) => {
      const states = drafts.map((_, i) => orderAfter(...drafts.slice(0, i + 1))?.state);
      const entered = (state: string) =>
        states.filter((each, i) => each === state && states[i - 1] !== state).length;
      expect(entered('sending')).toBeLessThanOrEqual(1);
      if (states.includes('confirmed')) expect(states).toContain('sending');
    }),
  );
});
