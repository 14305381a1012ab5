import { type Static, type TSchema, Type } from 'typebox';
import { Viewing } from './access.ts';
import { alarmCallPayloads, alarmPayloads } from './alarm-event.ts';
import { devicePayloads } from './device-event.ts';
import { deviceOrderPayloads } from './device-order-event.ts';
import { dispositionPayloads } from './disposition-event.ts';
import { dutyPayloads } from './duty-event.ts';
import { evidencePayloads } from './evidence-deletion.ts';
import { floodPayloads } from './flood-event.ts';
import { handOverPayloads } from './hand-over-event.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { emergencyPayloads, incidentPayloads } from './incident-event.ts';
import { callPayloads, inspectionPayloads } from './inspection-event.ts';
import { journeyPayloads } from './journey-event.ts';
import { lanePayloads } from './lane-event.ts';
import { orderPayloads } from './order-event.ts';
import { outagePayloads } from './outage-event.ts';
import { procedurePayloads } from './procedure-event.ts';
import { reportPayloads } from './report-event.ts';
import { retentionPayloads } from './retention.ts';
import { scenePayloads } from './scene-event.ts';
import { taskIssuePayloads, taskPayloads } from './task-event.ts';
import { unitPayloads } from './unit-event.ts';
import { wallPayloads } from './wall-event.ts';

/** Who caused an entry: a rule or gateway of ours, or a person signed in. */
export const Actor = Type.Union([
  Type.Object({ kind: Type.Literal('machine'), name: Type.String() }),
  Type.Object({ kind: Type.Literal('person'), accountId: Id, name: Type.String() }),
]);
export type Actor = Static<typeof Actor>;

/**
 * Who sees an entry besides the people of its areas (`also`: an invited expert), or of them (`only`:
 * what a second officer must not know before he has judged himself). Auditors see what is `only` others',
 * and alone what is `only` nobody's.
 * `every-area`: of the people of its areas those who see all of them, because it tells about all at once.
 */
export const Audience = Type.Union([
  Type.Literal('every-area'),
  Type.Object({ also: Type.Array(Id, { minItems: 1 }) }),
  Type.Object({ only: Type.Array(Id) }),
]);
export type Audience = Static<typeof Audience>;

/**
 * Every durable event by type, with what it carries: each noun's stand in its own `…-event.ts`. Their
 * order is a part of what `contract-version.test.ts` pins.
 */
export const durablePayloads = {
  /** The machine's clock was set: everything that ends at a time ends as much later, or earlier. */
  'clock.set': Type.Object({ byMs: Type.Integer() }),
  ...dutyPayloads,
  ...handOverPayloads,
  ...devicePayloads,
  ...reportPayloads,
  ...lanePayloads,
  'report.quarantined': Type.Object({
    gateway: Type.String(),
    deviceId: Id,
    deviceAtMs: Millis,
    reason: Type.Enum(['future']),
    /** The report as it was understood, as JSON, for a technician. */
    report: Type.String({ maxLength: 4000 }),
  }),
  ...journeyPayloads,
  ...orderPayloads,
  ...alarmPayloads,
  /** The access log: for its own person, and for whoever audits the areas. */
  'access.viewed': Type.Object({ viewing: Viewing }),
  ...alarmCallPayloads,
  ...outagePayloads,
  ...floodPayloads,
  ...incidentPayloads,
  ...emergencyPayloads,
  ...procedurePayloads,
  ...wallPayloads,
  ...scenePayloads,
  ...taskIssuePayloads,
  ...inspectionPayloads,
  ...callPayloads,
  ...dispositionPayloads,
  ...evidencePayloads,
  ...retentionPayloads,
  ...taskPayloads,
  ...unitPayloads,
  ...deviceOrderPayloads,
} as const satisfies Record<string, TSchema>;

export type DurableType = keyof typeof durablePayloads;
export const durableTypes = Object.keys(durablePayloads) as DurableType[];

/** What an event of one type carries. */
export type DurablePayload<T extends DurableType> = Static<(typeof durablePayloads)[T]>;

/**
 * An entry before it is numbered. `areas` decides who may see it; `dedupeKey`, where a device may
 * send the same thing twice, makes the second one a no-op in the store itself. `actedAtMs` is when a
 * person did it by the clock of a phone that could not say so at once: a claim, beside the server's time.
 */
export type DurableDraft = {
  [T in DurableType]: {
    type: T;
    areas: AreaId[];
    audience?: Audience;
    actedAtMs?: number;
    actor: Actor;
    data: DurablePayload<T>;
    dedupeKey?: string;
  };
}[DurableType];

/** An entry of the log: numbered from 1 without gaps, stamped with the server's time at commit. */
export type DurableEvent = {
  [T in DurableType]: {
    seq: number;
    atMs: number;
    type: T;
    areas: AreaId[];
    audience?: Audience;
    actedAtMs?: number;
    actor: Actor;
    data: DurablePayload<T>;
  };
}[DurableType];

/** The wire schema of one entry, as the log stores it and as OpenAPI shows it. */
export const DurableEvent = Type.Union(
  durableTypes.map((type) =>
    Type.Object({
      seq: Type.Integer({ minimum: 1 }),
      atMs: Millis,
      type: Type.Literal(type),
      areas: Type.Array(AreaId),
      audience: Type.Optional(Audience),
      actedAtMs: Type.Optional(Millis),
      actor: Actor,
      data: durablePayloads[type],
    }),
  ),
);
