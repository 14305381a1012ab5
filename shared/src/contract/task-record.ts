import { type Static, Type } from 'typebox';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { LonLat } from './position.ts';

const text = Type.String({ minLength: 1, maxLength: 500 });

export const findings = ['consistent', 'inconsistent', 'insufficient'] as const;
export const Finding = Type.Enum(findings);
export type Finding = Static<typeof Finding>;

/** The human being behind an account: wherever two are needed, persons are counted. */
export const CrewMember = Type.Object({ accountId: Id, personId: Id, name: Type.String() });
export type CrewMember = Static<typeof CrewMember>;

/** How somebody shows that he is there. By hand says nothing but a reason, and is flagged. */
export const ArrivalClaim = Type.Union([
  Type.Object({
    how: Type.Literal('position'),
    point: LonLat,
    accuracyM: Type.Number({ minimum: 0, maximum: 100_000 }),
  }),
  Type.Object({
    how: Type.Literal('site-code'),
    code: Type.String({ minLength: 1, maxLength: 64 }),
  }),
  Type.Object({ how: Type.Literal('by-hand'), reason: text, point: Nullable(LonLat) }),
]);
export type ArrivalClaim = Static<typeof ArrivalClaim>;

export const Arrival = Type.Object({
  how: Type.Enum(['position', 'site-code', 'by-hand']),
  point: Nullable(LonLat),
  awayM: Nullable(Type.Integer({ minimum: 0 })),
  gateId: Nullable(Id),
  reason: Nullable(text),
  /** Nothing but a word says that he was there. */
  flagged: Type.Boolean(),
  /** By the phone's own clock, where it could not say so at once. */
  deviceAtMs: Nullable(Millis),
});
export type Arrival = Omit<Static<typeof Arrival>, 'point'> & { point: LonLat | null };

/** A piece of what the house knows of an incident, named as `evidenceOf` names it. */
export const TaskEvidence = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 160 }),
  kind: Type.String({ maxLength: 20 }),
  label: Type.String({ maxLength: 160 }),
});
export type TaskEvidence = Static<typeof TaskEvidence>;

export const OpenedEvidence = Type.Object({
  evidenceId: Type.String({ minLength: 1, maxLength: 160 }),
  accountId: Id,
  atMs: Millis,
});
export type OpenedEvidence = Static<typeof OpenedEvidence>;

/** A place in the recording that shows what was found; `atMs` is the picture's own time. */
export const Bookmark = Type.Object({
  id: Id,
  cameraId: Id,
  atMs: Millis,
  finding: Finding,
  note: Type.String({ maxLength: 500 }),
  photoId: Nullable(Id),
});
export type Bookmark = Static<typeof Bookmark>;

/** Goods are opened, and seals cut, by two officers: one asks, another person confirms. */
export const Opening = Type.Object({
  what: Type.Enum(['open-goods', 'cut-seal']),
  reason: text,
  askedBy: CrewMember,
  askedAtMs: Millis,
  confirmedBy: Nullable(CrewMember),
  confirmedAtMs: Nullable(Millis),
});
export type Opening = Static<typeof Opening>;

/** Of the enterprise: somebody signs, or his refusal is written down. */
export const Witness = Type.Union([
  Type.Object({ name: Type.String({ minLength: 1, maxLength: 80 }), signaturePhotoId: Id }),
  Type.Object({ refused: text }),
]);
export type Witness = Static<typeof Witness>;

export const SealNo = Type.String({ minLength: 1, maxLength: 40 });

/** The old seal scanned out, the new one scanned in. */
export const SealChange = Type.Object({
  oldSealNo: Nullable(SealNo),
  newSealNo: Nullable(SealNo),
  containerNo: Nullable(Type.String({ maxLength: 20 })),
  photoIds: Type.Array(Id, { maxItems: 12 }),
});
export type SealChange = Static<typeof SealChange>;

export const TaskResult = Type.Object({
  finding: Finding,
  note: Type.String({ maxLength: 2000 }),
  photoIds: Type.Array(Id, { maxItems: 12 }),
});
export type TaskResult = Static<typeof TaskResult>;

/** What a crew does, as a phone reports it. */
export const fieldActs = [
  'accept',
  'join',
  'depart',
  'arrive',
  'start',
  'check-in',
  'open-evidence',
  'bookmark',
  'ask-opening',
  'confirm-opening',
  'scan-seal',
  'record-witness',
  'suspend',
  'resume',
  'submit-result',
] as const;
export const FieldAct = Type.Enum(fieldActs);
export type FieldAct = Static<typeof FieldAct>;

/** Something done on the road that reached us when the task was over already. */
export const LateReport = Type.Object({
  act: FieldAct,
  by: CrewMember,
  atMs: Millis,
  deviceAtMs: Nullable(Millis),
  said: Nullable(Type.String({ maxLength: 2000 })),
  /** Of a result, whole. */
  result: Nullable(TaskResult),
  photoIds: Type.Array(Id, { maxItems: 12 }),
});
export type LateReport = Static<typeof LateReport>;
