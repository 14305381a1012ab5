import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { UpstreamAnswer } from './bounded-fetch.ts';
import {
  createJudge,
  mediaBoxes,
  mediaLimitBytes,
  playlistLimitBytes,
  readMedia,
  type UpstreamReport,
} from './judge-media.ts';
import type { Upstream } from './upstream.ts';
import { readPlaylist } from './upstream-playlist.ts';

/** Pictures that a program of ours writes into a folder of its own, named as the head-end names them. */
export function openFolderUpstream(folder: string, report: UpstreamReport): Upstream {
  const judge = createJudge(report, 'ffmpeg');

  async function media(file: string, boxes: readonly string[]) {
    const answer = await readBounded(join(folder, file), mediaLimitBytes);
    return judge(answer, (bytes) => readMedia(bytes, boxes));
  }

  return {
    init: () => media('init.mp4', mediaBoxes.init),
    segment: (_, number) => media(`${number}.m4s`, mediaBoxes.segment),
    playlist: async () => {
      const answer = await readBounded(join(folder, 'live.m3u8'), playlistLimitBytes);
      return judge(answer, (bytes) => readPlaylist(new TextDecoder().decode(bytes)));
    },
  };
}

async function readBounded(path: string, limitBytes: number): Promise<UpstreamAnswer> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    const bytes = new Uint8Array(Math.min(size, limitBytes + 1));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    if (bytesRead > limitBytes) return { status: 'too-large', bytes };
    return { status: 'ok', bytes: bytes.subarray(0, bytesRead) };
  } catch {
    return { status: 'not-found' };
  }
}
