import type { CameraFetch } from '#domain/camera-source.ts';
import type { PartListing } from './listed-parts.ts';
import type { ListedSegment, LivePlaylist } from './upstream-playlist.ts';

/**
 * Writes the playlist that browsers get, anew from what was understood: no line of a camera is ever
 * passed on, so none can smuggle anything. Addresses are `init.mp4` and `<number>.m4s`, relative,
 * which keeps the session cookie the only credential that a player needs.
 */
export function writePlaylist(playlist: LivePlaylist): string {
  return joined([...headLines(playlist), ...playlist.segments.flatMap(segmentLines)]);
}

/** The same with the parts of its newest segments (RFC 8216bis), as `parts/<number>/<part>.m4s`. */
export function writeNearPlaylist(playlist: LivePlaylist, parts: PartListing): string {
  const { open, targetS, holdBackS } = parts;
  const held = parts.of.get(open.number)?.length ?? 0;
  return joined([
    ...headLines(playlist),
    `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${holdBackS.toFixed(3)}`,
    `#EXT-X-PART-INF:PART-TARGET=${targetS.toFixed(3)}`,
    ...playlist.segments.flatMap((segment) => [
      ...startLines(segment),
      ...partLines(parts, segment.number),
      ...endLines(segment),
    ]),
    ...startLines(open),
    ...partLines(parts, open.number),
    `#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${partAddress(open.number, held)}"`,
  ]);
}

function headLines(playlist: LivePlaylist): string[] {
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${playlist.targetDurationS}`,
    `#EXT-X-MEDIA-SEQUENCE:${playlist.mediaSequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${playlist.discontinuitySequence}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    '#EXT-X-MAP:URI="init.mp4"',
  ];
}

const segmentLines = (segment: ListedSegment) => [...startLines(segment), ...endLines(segment)];

function startLines(segment: { discontinuity: boolean; startsAtMs: number }): string[] {
  return [
    ...(segment.discontinuity ? ['#EXT-X-DISCONTINUITY'] : []),
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.startsAtMs).toISOString()}`,
  ];
}

function endLines({ durationS, number }: ListedSegment): string[] {
  return [`#EXTINF:${durationS.toFixed(3)},`, `${number}.m4s`];
}

function partLines({ of }: PartListing, number: number): string[] {
  return (of.get(number) ?? []).map(({ durationS, independent }, part) => {
    const begin = independent ? ',INDEPENDENT=YES' : '';
    return `#EXT-X-PART:DURATION=${durationS.toFixed(3)},URI="${partAddress(number, part)}"${begin}`;
  });
}

const partAddress = (number: number, part: number) => `parts/${number}/${part}.m4s`;

const joined = (lines: readonly string[]) => `${lines.join('\n')}\n`;

export function playlistFile(text: string): CameraFetch {
  const bytes = new TextEncoder().encode(text);
  return { ok: true, bytes, mediaType: 'application/vnd.apple.mpegurl' };
}
