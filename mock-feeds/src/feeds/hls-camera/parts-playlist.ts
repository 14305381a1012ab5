import { playlistHead, segmentDateLine, segmentLines, windowSegments } from './playlist.ts';
import { type OpenSegment, partMs, partsPerSegment } from './timeline.ts';

/** Parts stand in the list for this many complete segments (RFC 8216bis, 6.2.2: for three target durations at most). */
const segmentsInParts = 2;
const partS = (partMs / 1000).toFixed(3);
/** Never nearer to the end than three parts (RFC 8216bis, 4.4.3.8). */
const holdBackS = ((3 * partMs) / 1000).toFixed(3);

/**
 * A live playlist that lists parts before their segment is complete (RFC 8216bis, 4.4.4.9), and says which one
 * comes next. A segment's parts are `<segment>.<part>.m4s`.
 */
export function partsPlaylist(open: OpenSegment): string {
  const newest = open.number - 1;
  const oldest = Math.max(0, newest - windowSegments + 1);
  const lines = [
    ...playlistHead(oldest),
    `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${holdBackS}`,
    `#EXT-X-PART-INF:PART-TARGET=${partS}`,
  ];
  for (let number = oldest; number <= newest; number += 1) {
    const parts = number > newest - segmentsInParts ? partsPerSegment : 0;
    lines.push(segmentDateLine(number), ...partLines(number, parts), ...segmentLines(number));
  }
  lines.push(segmentDateLine(open.number), ...partLines(open.number, open.parts));
  lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${open.number}.${open.parts}.m4s"`);
  return `${lines.join('\n')}\n`;
}

function partLines(number: number, parts: number): string[] {
  return Array.from({ length: parts }, (_, part) => {
    // A segment begins with its one keyframe.
    const independent = part === 0 ? ',INDEPENDENT=YES' : '';
    return `#EXT-X-PART:DURATION=${partS},URI="${number}.${part}.m4s"${independent}`;
  });
}
