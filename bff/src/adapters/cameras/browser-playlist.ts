import type { ListedSegment, LivePlaylist } from './upstream-playlist.ts';

/**
 * Writes the playlist that browsers get, anew from what was understood: no line of a camera is ever
 * passed on, so none can smuggle anything. Addresses are `init.mp4` and `<number>.m4s`, relative,
 * which keeps the session cookie the only credential that a player needs.
 */
export function writePlaylist(playlist: LivePlaylist): string {
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${playlist.targetDurationS}`,
    `#EXT-X-MEDIA-SEQUENCE:${playlist.mediaSequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${playlist.discontinuitySequence}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    '#EXT-X-MAP:URI="init.mp4"',
    ...playlist.segments.flatMap(segmentLines),
  ];
  return `${lines.join('\n')}\n`;
}

function segmentLines(segment: ListedSegment): string[] {
  return [
    ...(segment.discontinuity ? ['#EXT-X-DISCONTINUITY'] : []),
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.startsAtMs).toISOString()}`,
    `#EXTINF:${segment.durationS.toFixed(3)},`,
    `${segment.number}.m4s`,
  ];
}
