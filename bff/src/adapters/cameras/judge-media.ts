import type { CameraFetch, CameraFetchFailure } from '#domain/camera-source.ts';
import type { UpstreamAnswer } from './bounded-fetch.ts';

/** Hears how every upstream answer was understood. */
export type UpstreamReport = {
  understood: () => void;
  refused: (bytes: Uint8Array, reason: string, peer: string) => void;
};

export type Failed = CameraFetch & { ok: false };
export type Reading<T> = (T & { ok: true }) | { ok: false; reason: string };
type Media = { bytes: Uint8Array<ArrayBuffer>; mediaType: string };

/** The boxes that a header and a segment may begin with. */
export const mediaBoxes = {
  init: ['ftyp'],
  segment: ['styp', 'sidx', 'moof', 'emsg', 'prft'],
} as const;
export const playlistLimitBytes = 64 * 1024;
export const mediaLimitBytes = 4 * 1024 * 1024;
export const mediaTimeoutMs = 8000;

/** Counts the bytes as one frame of the gateway; `read` refuses what is not what it should be. */
export function createJudge(report: UpstreamReport, peer: string) {
  return <T>(
    answer: UpstreamAnswer,
    read: (bytes: Uint8Array<ArrayBuffer>) => Reading<T>,
  ): (T & { ok: true }) | Failed => {
    if (answer.status === 'not-found' || answer.status === 'unreachable') {
      return failed(answer.status);
    }
    const reading: Reading<T> =
      answer.status === 'too-large' ? { ok: false, reason: 'too large' } : read(answer.bytes);
    if (reading.ok) {
      report.understood();
      return reading;
    }
    report.refused(answer.bytes, reading.reason, peer);
    return failed('unreachable');
  };
}

/** Every ISO base media file begins with a box whose name stands at its fifth byte (14496-12, 4.2). */
export function readMedia(
  bytes: Uint8Array<ArrayBuffer>,
  boxes: readonly string[],
): Reading<Media> {
  const name = new TextDecoder('latin1').decode(bytes.subarray(4, 8));
  if (!boxes.includes(name)) return { ok: false, reason: 'not fMP4' };
  return { ok: true, bytes, mediaType: 'video/mp4' };
}

export function failed(reason: CameraFetchFailure): Failed {
  return { ok: false, reason };
}
