import type { AwaitedMedia, CameraFetch } from '#domain/camera-source.ts';
import { fetchBounded } from './bounded-fetch.ts';
import { partKey } from './file-names.ts';
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

/** A request that the camera may hold back until it has what is awaited, and for how long. */
export type HeldBack = AwaitedMedia & { timeoutMs: number };
export type PlaylistFetch = { ok: true; playlist: LivePlaylist } | Failed;

/** Where pictures come from: the zone's head-end, a camera's own address, a folder that a program fills. */
export type Upstream = {
  playlist: (cameraId: string, heldBack?: HeldBack) => Promise<PlaylistFetch>;
  init: (cameraId: string) => Promise<CameraFetch>;
  segment: (cameraId: string, number: number) => Promise<CameraFetch>;
  /** Left out where there are never any. */
  part?: (cameraId: string, number: number, part: number) => Promise<CameraFetch>;
};

/** The address by which a camera is asked to hold its playlist back (RFC 8216bis, 6.2.5.2). */
export function heldBackAddress(url: URL, heldBack: HeldBack | undefined): URL {
  if (heldBack === undefined) return url;
  const address = new URL(url);
  address.searchParams.set('_HLS_msn', String(heldBack.number));
  if (heldBack.part !== null) address.searchParams.set('_HLS_part', String(heldBack.part));
  return address;
}

/**
 * Asks one head-end for the files of its cameras. What does not look like the media that it should
 * be is refused and reported, never passed on.
 */
export function openUpstream(settings: UpstreamSettings): Upstream {
  const { closing, report, playlistTimeoutMs } = settings;
  const base = new URL(settings.baseUrl);
  const judge = createJudge(report, base.host);

  const addressOf = (cameraId: string, file: string) =>
    new URL(`/cameras/${encodeURIComponent(cameraId)}/${file}`, base);

  async function media(cameraId: string, file: string, boxes: readonly string[]) {
    const bounds = { limitBytes: mediaLimitBytes, timeoutMs: mediaTimeoutMs, closing };
    const answer = await fetchBounded(addressOf(cameraId, file), bounds);
    return judge(answer, (bytes) => readMedia(bytes, boxes));
  }

  return {
    init: (cameraId) => media(cameraId, 'init.mp4', mediaBoxes.init),
    segment: (cameraId, number) => media(cameraId, `${number}.m4s`, mediaBoxes.segment),
    part: (cameraId, number, part) =>
      media(cameraId, `${partKey(number, part)}.m4s`, mediaBoxes.segment),
    playlist: async (cameraId, heldBack) => {
      const timeoutMs = heldBack?.timeoutMs ?? playlistTimeoutMs;
      const bounds = { limitBytes: playlistLimitBytes, timeoutMs, closing };
      const address = heldBackAddress(addressOf(cameraId, 'live.m3u8'), heldBack);
      const answer = await fetchBounded(address, bounds);
      return judge(answer, (bytes) => readPlaylist(new TextDecoder().decode(bytes)));
    },
  };
}
