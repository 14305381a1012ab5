import { type Static, Type } from 'typebox';
import { Id, Millis } from './ids.ts';

/** The officer who answers for an incident. */
export const Owner = Type.Object({ accountId: Id, name: Type.String(), sinceMs: Millis });
export type Owner = Static<typeof Owner>;

/** The owner wants to hand the incident to somebody, who has until then to take it. He owns it meanwhile. */
export const TransferOffer = Type.Object({
  to: Id,
  toName: Type.String(),
  /** Who offers it: the owner, or whoever leads the shift in his place. */
  by: Id,
  byName: Type.String(),
  dueAtMs: Millis,
});
export type TransferOffer = Static<typeof TransferOffer>;
