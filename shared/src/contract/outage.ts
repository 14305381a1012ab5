import { type Static, Type } from 'typebox';
import { AlarmKind, EntityKind } from './alarm.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** What is not announced: one kind of alarm on one thing, or (null) every kind on it. */
export const AlarmSource = Type.Object({
  kind: Nullable(AlarmKind),
  entityKind: EntityKind,
  entityId: Id,
});
export type AlarmSource = Static<typeof AlarmSource>;

/**
 * `requested → in-force | refused`, or `planned → in-force`; `ended` from each of them but `refused`.
 * Out of service takes two persons (a technician asks, a shift leader agrees). That is also the
 * two-person decision which taking a critical device out of service needs: no other one is asked for.
 */
export const outageStates = ['requested', 'planned', 'in-force', 'refused', 'ended'] as const;
export const OutageState = Type.Enum(outageStates);
export type OutageState = Static<typeof OutageState>;

const Signed = Type.Object({ accountId: Id, name: Type.String(), atMs: Millis });
export type Signed = Static<typeof Signed>;

/** A source of alarms that is taken away for a time, with an end from the beginning. */
export const Outage = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  /** `suppressed` is a plan of one shift leader, and never covers a critical alarm. */
  how: Type.Enum(['suppressed', 'out-of-service']),
  source: AlarmSource,
  area: AreaId,
  state: OutageState,
  reason: Type.String({ maxLength: 500 }),
  workOrder: Nullable(Type.String({ maxLength: 64 })),
  fromMs: Millis,
  untilMs: Millis,
  requested: Signed,
  authorised: Nullable(Signed),
  refused: Nullable(Signed),
  /** By when somebody has to have said that it is still needed; null for a plan. */
  confirmDueAtMs: Nullable(Millis),
  confirmed: Nullable(Signed),
  /** Since when the house asks for that and nobody has said it. */
  unconfirmedSinceMs: Nullable(Millis),
  endedAtMs: Nullable(Millis),
});
export type Outage = Static<typeof Outage>;
