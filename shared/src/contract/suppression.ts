import { type Static, Type } from 'typebox';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** ISA-18.2: set aside by a person for a while, by a plan, or with its source. */
export const suppressionWays = ['shelved', 'suppressed', 'out-of-service'] as const;
export const SuppressionWay = Type.Enum(suppressionWays);
export type SuppressionWay = Static<typeof SuppressionWay>;

/**
 * Why an open alarm is not announced, until when, and on whose word. It is recorded, counted and
 * listed all the same. It stands beside the alarm's state and is no part of it.
 */
export const Suppression = Type.Object({
  how: SuppressionWay,
  sinceMs: Millis,
  untilMs: Millis,
  by: Type.String(),
  accountId: Id,
  reason: Type.String({ maxLength: 500 }),
  /** It ends as soon as the condition is gone. */
  oneShot: Type.Boolean(),
  /** What took the source away, where it was not this alarm alone. */
  outageId: Nullable(Id),
  workOrder: Nullable(Type.String({ maxLength: 64 })),
});
export type Suppression = Static<typeof Suppression>;
