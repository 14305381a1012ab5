import type { CameraFetch, CameraFetchFailure } from '#domain/camera-source.ts';
import { fetchBounded, type UpstreamAnswer } from './bounded-fetch.ts';
import { type LivePlaylist, readPlaylist } from './upstream-playlist.ts';

/** Hears how every upstream answer was understood. */
export type UpstreamReport = {
  understood: () => void;
  refused: (bytes: Uint8Array, reason: string, peer: string) => void;
};

export type UpstreamSettings = {
  baseUrl: string;
  report: UpstreamReport;
  /** Ends every fetch under way. */
  closing: AbortSignal;
  playlistTimeoutMs: number;
};

export type Failed = CameraFetch & { ok: false };

export type Upstream = {
  playlist: (cameraId: string) => Promise<{ ok: true; playlist: LivePlaylist } | Failed>;
  init: (cameraId: string) => Promise<CameraFetch>;
  segment: (cameraId: string, number: number) => Promise<CameraFetch>;
};

const playlistLimitBytes = 64 * 1024;
const mediaLimitBytes = 4 * 1024 * 1024;
const mediaTimeoutMs = 8000;
const initBoxes = ['ftyp'];
const segmentBoxes = ['styp', 'sidx', 'moof', 'emsg', 'prft'];

/**
 * Asks one head-end for the files of its cameras. What does not look like the media that it should
 * be is refused and reported, never passed on.
 */
export function openUpstream(settings: UpstreamSettings): Upstream {
  const { closing, report, playlistTimeoutMs } = settings;
  const base = new URL(settings.baseUrl);

  function fetchFile(cameraId: string, file: string, limitBytes: number, timeoutMs: number) {
    const address = new URL(`/cameras/${encodeURIComponent(cameraId)}/${file}`, base);
    return fetchBounded(address, { limitBytes, timeoutMs, closing });
  }

  /** Counts the bytes as one frame of the gateway; `read` gives null for what it refuses. */
  function judge<T>(answer: UpstreamAnswer, read: (bytes: Uint8Array<ArrayBuffer>) => Reading<T>) {
    if (answer.status === 'not-found' || answer.status === 'unreachable') {
      return failed(answer.status);
    }
    const reading: Reading<T> =
      answer.status === 'too-large' ? { ok: false, reason: 'too large' } : read(answer.bytes);
    if (reading.ok) {
      report.understood();
      return reading;
    }
    report.refused(answer.bytes, reading.reason, base.host);
    return failed('unreachable');
  }

  async function media(cameraId: string, file: string, boxes: readonly string[]) {
    const answer = await fetchFile(cameraId, file, mediaLimitBytes, mediaTimeoutMs);
    return judge(answer, (bytes) => readMedia(bytes, boxes));
  }

  return {
    init: (cameraId) => media(cameraId, 'init.mp4', initBoxes),
    segment: (cameraId, number) => media(cameraId, `${number}.m4s`, segmentBoxes),
    playlist: async (cameraId) => {
      const answer = await fetchFile(cameraId, 'live.m3u8', playlistLimitBytes, playlistTimeoutMs);
      return judge(answer, (bytes) => readPlaylist(new TextDecoder().decode(bytes)));
    },
  };
}

type Reading<T> = (T & { ok: true }) | { ok: false; reason: string };
type Media = { bytes: Uint8Array<ArrayBuffer>; mediaType: string };

/** Every ISO base media file begins with a box whose name stands at its fifth byte (14496-12, 4.2). */
function readMedia(bytes: Uint8Array<ArrayBuffer>, boxes: readonly string[]): Reading<Media> {
  const name = new TextDecoder('latin1').decode(bytes.subarray(4, 8));
  if (!boxes.includes(name)) return { ok: false, reason: 'not fMP4' };
  return { ok: true, bytes, mediaType: 'video/mp4' };
}

export function failed(reason: CameraFetchFailure): Failed {
  return { ok: false, reason };
}
