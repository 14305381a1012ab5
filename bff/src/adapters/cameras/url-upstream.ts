import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';
import { partKey } from './file-names.ts';
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
import { heldBackAddress, type Upstream, type UpstreamSettings } from './upstream.ts';
import { readPlaylist } from './upstream-playlist.ts';

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
  let init: string | undefined;
  const segments = new Map<number, string>();
  const parts = new Map<string, string>();
  let trouble: CameraTrouble | null = null;

  async function media(file: string | undefined, boxes: readonly string[]) {
    if (file === undefined) return failed('not-found');
    const bounds = { limitBytes: mediaLimitBytes, timeoutMs: mediaTimeoutMs, closing };
    const answer = await fetch(new URL(file, url), bounds);
    return judge(answer, (bytes) => readMedia(bytes, boxes));
  }

  return {
    trouble: () => trouble,
    init: () => media(init, mediaBoxes.init),
    segment: (_, number) => media(segments.get(number), mediaBoxes.segment),
    part: (_, number, part) => media(parts.get(partKey(number, part)), mediaBoxes.segment),
    playlist: async (_, heldBack) => {
      const timeoutMs = heldBack?.timeoutMs ?? playlistTimeoutMs;
      const bounds = { limitBytes: playlistLimitBytes, timeoutMs, closing };
      const answer = await fetch(heldBackAddress(url, heldBack), bounds);
      trouble = answer.status === 'unreachable' ? (answer.trouble ?? null) : null;
      const reading = judge(answer, (bytes) =>
        readPlaylist(new TextDecoder().decode(bytes), 'plain'),
      );
      if (reading.ok) {
        init = reading.files.init;
        remember(segments, reading.files.segments);
        remember(parts, reading.files.parts);
      }
      return reading;
    },
  };
}

/** A slow viewer asks for what has just gone from the list; what was listed longest ago is forgotten. */
function remember<Key>(known: Map<Key, string>, listed: ReadonlyMap<Key, string>): void {
  for (const [key, name] of listed) {
    known.delete(key);
    known.set(key, name);
  }
  for (const key of known.keys()) {
    if (known.size <= 2 * Math.max(8, listed.size)) break;
    known.delete(key);
  }
}
