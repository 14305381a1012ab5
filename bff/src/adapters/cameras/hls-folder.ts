import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const segmentS = 2;
const windowSegments = 6;
/** Segment numbers grow over restarts: a viewer's player takes a smaller number for the past. */
const numbersFromMs = Date.UTC(2026, 0, 1);

export const quietly = ['-hide_banner', '-loglevel', 'error'];

/** How ffmpeg writes the first picture track, as it is, as live HLS with dates into a folder of ours. */
export function hlsOutput(folder: string): string[] {
  const flags = 'delete_segments+program_date_time+omit_endlist+independent_segments+temp_file';
  return [
    ...['-map', '0:v:0', '-c:v', 'copy', '-f', 'hls', '-hls_time', String(segmentS)],
    ...['-hls_list_size', String(windowSegments), '-hls_delete_threshold', String(windowSegments)],
    ...['-hls_flags', flags, '-hls_segment_type', 'fmp4', '-hls_fmp4_init_filename', 'init.mp4'],
    ...['-start_number', String(Math.floor((Date.now() - numbersFromMs) / 1000))],
    ...['-hls_segment_filename', join(folder, '%d.m4s'), join(folder, 'live.m3u8')],
  ];
}

export function emptyFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** When the newest playlist was written; 0: there is none. */
export function playlistWrittenMs(folder: string): number {
  return statSync(join(folder, 'live.m3u8'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
