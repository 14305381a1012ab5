import type { Span } from '@ftz/shared/contract/recording.ts';
import { gapMs, goesOn } from '#domain/film.ts';
import type { RecordedSegment } from '#domain/recordings.ts';

/**
 * Writes what was recorded as a playlist (RFC 8216), dated throughout: one that has ended, or, where the time
 * asked for reaches beyond now, one to which more is added (EVENT, 4.3.3.5), so that a player looks again by
 * itself. Addresses are relative and plain. Where the encoder began anew, or something is missing, a
 * discontinuity says that time does not go on.
 */
export function writeRecordedPlaylist(
  segments: readonly RecordedSegment[],
  { grows }: { grows: boolean },
): string {
  const longestMs = Math.max(1_000, ...segments.map(({ durationMs }) => durationMs));
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-PLAYLIST-TYPE:${grows ? 'EVENT' : 'VOD'}`,
    `#EXT-X-TARGETDURATION:${Math.ceil(longestMs / 1000)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...segments.flatMap((segment, i) => linesOf(segment, segments[i - 1])),
    ...(grows ? [] : ['#EXT-X-ENDLIST']),
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf(segment: RecordedSegment, before: RecordedSegment | undefined): string[] {
  const { startsAtMs, durationMs, init } = segment;
  const breaks = before !== undefined && !goesOn(before, segment);
  const isMapped = before !== undefined && !breaks && before.init === init;
  return [
    ...(breaks ? ['#EXT-X-DISCONTINUITY'] : []),
    ...(isMapped ? [] : [`#EXT-X-MAP:URI="recorded/${init}"`]),
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(startsAtMs).toISOString()}`,
    `#EXTINF:${(durationMs / 1000).toFixed(3)},`,
    `recorded/${startsAtMs}.m4s`,
  ];
}

/** The stretches without a gap. */
export function spansOf(segments: readonly RecordedSegment[]): Span[] {
  const spans: Span[] = [];
  for (const { startsAtMs, durationMs } of segments) {
    const last = spans.at(-1);
    const untilMs = startsAtMs + durationMs;
    if (last && startsAtMs - last.untilMs <= gapMs) last.untilMs = Math.max(last.untilMs, untilMs);
    else spans.push({ fromMs: startsAtMs, untilMs });
  }
  return spans;
}
