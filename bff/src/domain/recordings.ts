import type {
  CameraRecording,
  HeldClip,
  RecordingTrouble,
  Span,
} from '@ftz/shared/contract/recording.ts';
import type { CameraFetch } from './camera-source.ts';

/**
 * A recorded segment. `startsAtMs` names it within its camera. `begins`: the encoder began anew, or
 * something is missing before it, so that a player must not expect its time to go on. `init` names the
 * initialisation that it needs.
 */
export type RecordedSegment = {
  startsAtMs: number;
  durationMs: number;
  init: string;
  begins: boolean;
};

export type RecordingState = {
  /** The end of the newest picture on the disk; null: nothing since the start. */
  newestMs: number | null;
  trouble: RecordingTrouble | null;
  /** Since when it is so; null: its first picture is still waited for. */
  sinceMs: number | null;
};

/** As pages are told; null is a camera that nobody wants recorded. */
export function recordingNow(state: RecordingState | null): CameraRecording {
  if (state === null) return { isRecorded: false, trouble: null, sinceMs: null };
  return { isRecorded: true, trouble: state.trouble, sinceMs: state.sinceMs };
}

/** `keptUntilMs`: where two people said so; null: as the house does. */
export type Held = { incidentId: string; clips: HeldClip[]; keptUntilMs: number | null };

/**
 * What the cameras showed, kept for a while, found by the time on the wall. Who may see a camera is not
 * decided here. Reads never reject: what cannot be read is `unreachable`, what is not there `not-found`.
 */
export type Recordings = {
  /** In the order of time; empty where nothing is kept, null where the disk does not answer. */
  list: (cameraId: string, span: Span) => Promise<RecordedSegment[] | null>;
  segment: (cameraId: string, startsAtMs: number) => Promise<CameraFetch>;
  init: (cameraId: string, name: string) => Promise<CameraFetch>;
  /** Null: this camera is not recorded. */
  stateOf: (cameraId: string) => RecordingState | null;
  /**
   * From now on nothing of these clips is let go of, what is recorded only later included. Resolves when it
   * is on the disk; rejects when it is not.
   */
  hold: (incidentId: string, clips: readonly HeldClip[]) => Promise<void>;
  letGo: (incidentId: string) => Promise<void>;
  /**
   * Deletes a clip of these incidents, in the ring as well; whole minutes. True: something else holds some of
   * them, for which they stay. Resolves when it is off the disk; may be asked again.
   */
  erase: (incidentIds: readonly string[], clip: HeldClip) => Promise<boolean>;
  /** Writes down beside what is held until when it is: its incident may be forgotten before. */
  retain: (incidentId: string, keptUntilMs: number) => Promise<void>;
  /** What is held, by incident. */
  held: () => Promise<Held[]>;
};
