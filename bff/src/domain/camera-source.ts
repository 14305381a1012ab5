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

/** What may be waited for: `too-far` is further ahead than anybody may; `not-in-time` was waited for in vain. */
export type NearFetch = CameraFetch | { ok: false; reason: 'too-far' | 'not-in-time' };

/**
 * What a player wants to see listed before it is answered (RFC 8216bis, 6.2.5.2): a part of a segment by
 * its place, from 0 on, or the whole segment (null).
 */
export type AwaitedMedia = { number: number; part: number | null };

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
  /**
   * The playlist of a camera that hands out the parts of a segment before it is complete: names
   * `parts/<number>/<part>.m4s` besides, and waits for what is awaited, for three target durations at most.
   * Of any other camera it is `playlist`, at once. Whoever has left is not waited for.
   */
  nearPlaylist: (
    cameraId: string,
    awaited: AwaitedMedia | null,
    left: AbortSignal,
  ) => Promise<NearFetch>;
  /** A part that is listed, or the one that will be next: that one is waited for. */
  part: (
    cameraId: string,
    place: { number: number; part: number },
    left: AbortSignal,
  ) => Promise<NearFetch>;
  /** Null: nothing that a technician would have to mend is known. */
  troubleOf: (cameraId: string) => CameraTrouble | null;
};
