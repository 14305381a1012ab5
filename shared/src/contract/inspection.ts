import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** Side by side, as many as one officer can watch. */
export const mostInspectionCameras = 4;
export const InspectionCameras = Type.Array(Id, { minItems: 1, maxItems: mostInspectionCameras });

/** What was kept of one camera, without a break. A recording under way has no end, size or hash yet. */
export const InspectionClip = Type.Object({
  id: Id,
  cameraId: Id,
  /** The camera's own time of its first picture. */
  fromMs: Millis,
  untilMs: Nullable(Millis),
  bytes: Nullable(Type.Integer({ minimum: 0 })),
  sha256: Nullable(Type.String({ pattern: '^[0-9a-f]{64}$' })),
});
export type InspectionClip = Static<typeof InspectionClip>;

/** Why a recording ended: asked to, another camera was chosen, the house stopped, no picture, as much as is kept. */
export const ClipEnd = Type.Enum(['ended', 'replaced', 'interrupted', 'no-picture', 'full']);
export type ClipEnd = Static<typeof ClipEnd>;

/**
 * A video inspection while it is done, by its task: which cameras, and what is recorded of them. The house
 * records, not the page: a desk that dies takes nothing with it.
 */
export const Inspection = Type.Object({
  taskId: Id,
  incidentId: Id,
  areas: Type.Array(AreaId, { minItems: 1 }),
  cameraIds: InspectionCameras,
  begunBy: Type.String(),
  begunAtMs: Millis,
  /** From when on something is recorded; null: nothing is, and the inspection may not start. */
  recordingSinceMs: Nullable(Millis),
  clips: Type.Array(InspectionClip, { maxItems: 32 }),
  endedAtMs: Nullable(Millis),
});
export type Inspection = Static<typeof Inspection>;
