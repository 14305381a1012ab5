import type { RecordedSegment } from './recordings.ts';

/** Less is no gap: segments of a camera are cut at its pictures, not at our milliseconds. */
export const gapMs = 250;

/** Whether a player that has shown `before` can go on with `next`. */
export function goesOn(before: RecordedSegment, next: RecordedSegment): boolean {
  const { startsAtMs, durationMs, init } = before;
  const isNear = Math.abs(next.startsAtMs - startsAtMs - durationMs) <= gapMs;
  return isNear && !next.begins && next.init === init;
}

/**
 * One file that plays from its beginning to its end: an initialisation and the segments behind it, as the camera
 * sent them (fragmented MP4, ISO/IEC 14496-12).
 */
export type Film = { fromMs: number; untilMs: number; segments: readonly RecordedSegment[] };

/** What is kept, cut where nothing is, or where the encoder began anew: no file plays on over that. */
export function filmsOf(segments: readonly RecordedSegment[]): Film[] {
  const films: RecordedSegment[][] = [];
  let before: RecordedSegment | null = null;
  for (const segment of segments) {
    const film = films.at(-1);
    if (film && before && goesOn(before, segment)) film.push(segment);
    else films.push([segment]);
    before = segment;
  }
  return films.flatMap((film) => {
    const [first] = film;
    const last = film.at(-1);
    if (!first || !last) return [];
    const untilMs = last.startsAtMs + last.durationMs;
    return [{ fromMs: first.startsAtMs, untilMs, segments: film }];
  });
}
