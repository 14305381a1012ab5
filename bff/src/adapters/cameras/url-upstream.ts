import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import {
  createJudge,
  failed,
  mediaBoxes,
  mediaLimitBytes,
  mediaTimeoutMs,
  playlistLimitBytes,
  readMedia,
} from './judge-media.ts';
import type { Upstream, UpstreamSettings } from './upstream.ts';
import { type ListedFiles, readPlaylist } from './upstream-playlist.ts';

/**
 * One camera that serves HLS at an address of its own. Its files may have any plain name, but only
 * beside the playlist: nothing that it says leads to another host, folder or scheme.
 */
export function openUrlUpstream(
  url: URL,
  fetch: GuardedFetch,
  { report, closing, playlistTimeoutMs }: Omit<UpstreamSettings, 'baseUrl'>,
): Upstream & { trouble: () => CameraTrouble | null } {
  const judge = createJudge(report, url.host);
  /** What was listed last, and the time before: a slow viewer asks for what has just gone. */
  let [listed, before]: ListedFiles[] = [];
  let trouble: CameraTrouble | null = null;

  async function media(file: string | undefined, boxes: readonly string[]) {
    if (file === undefined) return failed('not-found');
    const bounds = { limitBytes: mediaLimitBytes, timeoutMs: mediaTimeoutMs, closing };
    const answer = await fetch(new URL(file, url), bounds);
    return judge(answer, (bytes) => readMedia(bytes, boxes));
  }

  return {
    trouble: () => trouble,
    init: () => media(listed?.init, mediaBoxes.init),
    segment: (_, number) =>
      media(listed?.segments.get(number) ?? before?.segments.get(number), mediaBoxes.segment),
    playlist: async () => {
      const bounds = { limitBytes: playlistLimitBytes, timeoutMs: playlistTimeoutMs, closing };
      const answer = await fetch(url, bounds);
      trouble = answer.status === 'unreachable' ? (answer.trouble ?? null) : null;
      const reading = judge(answer, (bytes) =>
        readPlaylist(new TextDecoder().decode(bytes), 'plain'),
      );
      if (reading.ok) [listed, before] = [reading.files, listed];
      return reading;
    },
  };
}
