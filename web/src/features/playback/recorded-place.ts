import type { Span } from '@ftz/shared/contract/recording.ts';

/** A piece of a playlist: where it lies in the media's own time (s), and when it was seen (ms). */
export type Piece = { start: number; duration: number; programDateTime: number | null };

/** Less is no gap: pieces are cut at pictures, not at our milliseconds. */
const gapMs = 250;
/** Just inside a picture, so that rounding never shows the one before. */
export const insideS = 0.001;

export type RecordedPlace =
  | { kind: 'picture'; mediaS: number; zeroMs: number }
  | ({ kind: 'gap' } & Span);

/**
 * Where the picture of a moment lies. Media time runs on through a gap, the time on the wall does not:
 * so each piece is asked for its own date. A gap ends where the asked window ends.
 */
export function placeOf(pieces: readonly Piece[], atMs: number, asked: Span): RecordedPlace {
  const next = pieces.findIndex(({ programDateTime }) => (programDateTime ?? 0) > atMs);
  const piece = pieces.at(next === -1 ? -1 : next - 1);
  const before = next === 0 ? undefined : piece;
  const untilMs = next === -1 ? asked.untilMs : (pieces[next]?.programDateTime ?? asked.untilMs);
  if (!before) return { kind: 'gap', fromMs: asked.fromMs, untilMs };
  const startsMs = before.programDateTime ?? 0;
  const endsMs = startsMs + before.duration * 1000;
  if (atMs >= endsMs && (next === -1 || untilMs - endsMs > gapMs))
    return { kind: 'gap', fromMs: endsMs, untilMs };
  const zeroMs = startsMs - before.start * 1000;
  const lastS = before.start + before.duration - insideS;
  return {
    kind: 'picture',
    mediaS: Math.min(lastS, before.start + (atMs - startsMs) / 1000 + insideS),
    zeroMs,
  };
}

/** When the picture was seen that the media's own time shows; null before and after all pieces. */
export function dateOf(pieces: readonly Piece[], mediaS: number): number | null {
  const piece = pieces.find(({ start, duration }) => mediaS >= start && mediaS < start + duration);
  if (!piece || piece.programDateTime === null) return null;
  return piece.programDateTime + (mediaS - piece.start) * 1000;
}

const beforeMs = 3 * 60_000;
const afterMs = 9 * 60_000;

/** What is asked for at once: some minutes, so that a playlist stays short whatever is kept. */
export function windowAround(atMs: number): Span {
  const fromMs = Math.max(0, Math.floor(atMs - beforeMs));
  return { fromMs, untilMs: fromMs + beforeMs + afterMs };
}

export function isInside({ fromMs, untilMs }: Span, atMs: number): boolean {
  return atMs >= fromMs && atMs < untilMs;
}
