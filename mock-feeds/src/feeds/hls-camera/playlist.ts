import { segmentMs, segmentStartMs } from './timeline.ts';

/** Segments that a live playlist lists. */
export const windowSegments = 6;

/**
 * A live media playlist (RFC 8216) that ends with segment `newest`. Every segment wears its
 * `EXT-X-PROGRAM-DATE-TIME` (4.3.2.6): the loop knows nothing of the day, so whoever shows the
 * picture takes the wall clock from here.
 */
export function livePlaylist(newest: number): string {
  const oldest = Math.max(0, newest - windowSegments + 1);
  const lines = playlistHead(oldest);
  for (let number = oldest; number <= newest; number += 1)
    lines.push(segmentDateLine(number), ...segmentLines(number));
  return `${lines.join('\n')}\n`;
}

export function playlistHead(oldest: number): string[] {
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${segmentMs / 1000}`,
    `#EXT-X-MEDIA-SEQUENCE:${oldest}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    '#EXT-X-MAP:URI="init.mp4"',
  ];
}

/** When the first frame of a segment, or of its first part, was taken. */
export function segmentDateLine(number: number): string {
  return `#EXT-X-PROGRAM-DATE-TIME:${new Date(segmentStartMs(number)).toISOString()}`;
}

export function segmentLines(number: number): string[] {
  return [`#EXTINF:${(segmentMs / 1000).toFixed(3)},`, `${number}.m4s`];
}
