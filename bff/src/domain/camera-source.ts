import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';

/** Media of one camera as a browser may get it: bounded, checked, and free of foreign addresses. */
export type CameraFetch =
  | { ok: true; bytes: Uint8Array<ArrayBuffer>; mediaType: string }
  | { ok: false; reason: CameraFetchFailure };

/**
 * `unknown-camera`: not in the directory. `not-found`: the camera does not have this segment (any
 * more). `unreachable`: no usable answer, be it silence, an error, or something that we refuse.
 */
export type CameraFetchFailure = 'unknown-camera' | 'unreachable' | 'not-found';

/**
 * Live pictures, as HLS (RFC 8216) with fMP4. The playlist names `init.mp4` and `<number>.m4s`,
 * relative to itself and nothing else: whoever serves it must serve those two beside it. Who may
 * see a camera is not decided here: ask the policy for the playlist and for every segment.
 * No call ever rejects.
 */
export type CameraSource = {
  playlist: (cameraId: string) => Promise<CameraFetch>;
  init: (cameraId: string) => Promise<CameraFetch>;
  segment: (cameraId: string, number: number) => Promise<CameraFetch>;
  /** Null: nothing that a technician would have to mend is known. */
  troubleOf: (cameraId: string) => CameraTrouble | null;
};
