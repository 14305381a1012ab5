import type { CameraFetch } from '#domain/camera-source.ts';
import { fetchBounded } from './bounded-fetch.ts';
import {
  createJudge,
  type Failed,
  mediaBoxes,
  mediaLimitBytes,
  mediaTimeoutMs,
  playlistLimitBytes,
  readMedia,
  type UpstreamReport,
} from './judge-media.ts';
import { type LivePlaylist, readPlaylist } from './upstream-playlist.ts';

export type UpstreamSettings = {
  baseUrl: string;
  report: UpstreamReport;
  /** Ends every fetch under way. */
  closing: AbortSignal;
  playlistTimeoutMs: number;
};

/** Where pictures come from: the zone's head-end, a camera's own address, a folder that a program fills. */
export type Upstream = {
  playlist: (cameraId: string) => Promise<{ ok: true; playlist: LivePlaylist } | Failed>;
  init: (cameraId: string) => Promise<CameraFetch>;
  segment: (cameraId: string, number: number) => Promise<CameraFetch>;
};

/**
 * Asks one head-end for the files of its cameras. What does not look like the media that it should
 * be is refused and reported, never passed on.
 */
export function openUpstream(settings: UpstreamSettings): Upstream {
  const { closing, report, playlistTimeoutMs } = settings;
  const base = new URL(settings.baseUrl);
  const judge = createJudge(report, base.host);

  function fetchFile(cameraId: string, file: string, limitBytes: number, timeoutMs: number) {
    const address = new URL(`/cameras/${encodeURIComponent(cameraId)}/${file}`, base);
    return fetchBounded(address, { limitBytes, timeoutMs, closing });
  }

  async function media(cameraId: string, file: string, boxes: readonly string[]) {
    const answer = await fetchFile(cameraId, file, mediaLimitBytes, mediaTimeoutMs);
    return judge(answer, (bytes) => readMedia(bytes, boxes));
  }

  return {
    init: (cameraId) => media(cameraId, 'init.mp4', mediaBoxes.init),
    segment: (cameraId, number) => media(cameraId, `${number}.m4s`, mediaBoxes.segment),
    playlist: async (cameraId) => {
      const answer = await fetchFile(cameraId, 'live.m3u8', playlistLimitBytes, playlistTimeoutMs);
      return judge(answer, (bytes) => readPlaylist(new TextDecoder().decode(bytes)));
    },
  };
}
