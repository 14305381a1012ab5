import fc from 'fast-check';
import type { DurableDraft } from '#contract/durable-event.ts';

/** A few ids, so that much meets; among them ones that JavaScript treats in ways of its own. */
export const id = fc.constantFrom('1', '2', '10', 'x', 'toString', '__proto__');
export const minute = 60_000;

/** What an entry says, before it has its number, its time and who wrote it. */
export type Body = Pick<DurableDraft, 'type' | 'data'>;

export const entry = (
  type: DurableDraft['type'],
  data: fc.Arbitrary<unknown>,
): fc.Arbitrary<Body> => data.map((data) => ({ type, data }) as Body);
