import { type Static, type TSchema, Type } from 'typebox';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { HeldClip } from './recording.ts';

/** What is kept as bytes: pictures and films of people, recordings of inspections, and of cameras for an incident. */
export const keptKinds = ['photo', 'film', 'clip', 'recording'] as const;
export const KeptKind = Type.Enum(keptKinds);
export type KeptKind = Static<typeof KeptKind>;

/** By what a file is known after it is gone. */
export const DeletedFile = Type.Object({
  bytes: Type.Integer({ minimum: 0 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});
export type DeletedFile = Static<typeof DeletedFile>;

/** A piece of evidence that two people had deleted. Its bytes go; this stays as long as its incident does, and in the log for good. */
export const EvidenceDeletion = Type.Object({
  pieceId: Type.String({ minLength: 1, maxLength: 160 }),
  kind: KeptKind,
  /** Which camera, and from when to when; null of what people kept. */
  clip: Nullable(HeldClip),
  dispositionId: Id,
  /** Who found it right, by name. */
  by: Type.Array(Type.String(), { minItems: 2 }),
  reason: Type.String({ minLength: 1, maxLength: 500 }),
  orderedAtMs: Millis,
  /** Null until they have been measured: nothing is deleted before. */
  files: Nullable(Type.Array(DeletedFile)),
  /** Null until its bytes are off the disk. */
  goneAtMs: Nullable(Millis),
  /** Something else holds some minutes of it, for which they stay. */
  remains: Type.Boolean(),
});
export type EvidenceDeletion = Static<typeof EvidenceDeletion>;

const ref = { incidentId: Id, pieceId: EvidenceDeletion.properties.pieceId };

/** How evidence goes: two people say so, its sums are taken, its bytes are deleted. */
export const evidencePayloads = {
  'evidence.deletion-ordered': Type.Object({ incidentId: Id, deletion: EvidenceDeletion }),
  'evidence.measured': Type.Object({ ...ref, files: Type.Array(DeletedFile) }),
  'evidence.deleted': Type.Object({ ...ref, remains: Type.Boolean() }),
} as const satisfies Record<string, TSchema>;
