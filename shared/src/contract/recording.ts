import { type Static, Type } from 'typebox';
import { Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** A stretch of time; `untilMs` is not in it. */
export const Span = Type.Object({ fromMs: Millis, untilMs: Millis });
export type Span = Static<typeof Span>;

/** What one camera showed from one moment to another, kept for an incident for as long as it is needed. */
export const HeldClip = Type.Object({ cameraId: Id, ...Span.properties });
export type HeldClip = Static<typeof HeldClip>;

/** A file that can be taken away of a held clip: what it shows from when to when, and what its bytes are known by. */
export const ClipFilm = Type.Object({
  ...Span.properties,
  bytes: Type.Integer({ minimum: 0 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});
export type ClipFilm = Static<typeof ClipFilm>;

/** Why nothing is recorded at present. */
export const RecordingTrouble = Type.Enum(['no-picture', 'disk-full', 'disk-stalled']);
export type RecordingTrouble = Static<typeof RecordingTrouble>;

/**
 * How one camera is recorded at present. `isRecorded`: whether it is to be at all. `trouble`: why it is not, and
 * `sinceMs` since when not; without trouble, since when it is, null while its first picture is still waited for.
 */
export const CameraRecording = Type.Object({
  isRecorded: Type.Boolean(),
  trouble: Nullable(RecordingTrouble),
  sinceMs: Nullable(Millis),
});
export type CameraRecording = Static<typeof CameraRecording>;

/**
 * What is kept of one camera in the time that was asked for, and how it is recorded now. `newestMs`: the end of its
 * newest recorded picture, null when there is none since the house started.
 */
export const RecordedTime = Type.Object({
  cameraId: Id,
  ...CameraRecording.properties,
  newestMs: Nullable(Millis),
  spans: Type.Array(Span),
});
export type RecordedTime = Static<typeof RecordedTime>;
