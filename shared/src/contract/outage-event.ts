import { type TSchema, Type } from 'typebox';
import { Id, Millis } from './ids.ts';
import { Outage } from './outage.ts';

/** What happens to a source that is taken away for a time. */
export const outagePayloads = {
  'outage.requested': Type.Object({ outage: Outage }),
  'outage.authorised': Type.Object({ outageId: Id, confirmDueAtMs: Millis }),
  'outage.refused': Type.Object({ outageId: Id, reason: Type.String({ maxLength: 500 }) }),
  'outage.planned': Type.Object({ outage: Outage }),
  /** The time of a plan has come. */
  'outage.began': Type.Object({ outageId: Id }),
  /** Nobody has said for a day that it is still needed: the house asks, again and again. */
  'outage.reminded': Type.Object({ outageId: Id, confirmDueAtMs: Millis }),
  'outage.confirmed': Type.Object({ outageId: Id, confirmDueAtMs: Millis }),
  'outage.ended': Type.Object({ outageId: Id, why: Type.Enum(['expired', 'by-hand']) }),
} as const satisfies Record<string, TSchema>;
