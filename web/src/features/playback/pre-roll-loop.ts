import type { Span } from '@ftz/shared/contract/recording.ts';
import { type Piece, placeOf } from './recorded-place.ts';

/** What of a span can be played, in the media's own time (s). `isWhole`: nothing is missing at its end. */
export type Loop = { startS: number; endS: number; isWhole: boolean };

/** Null while no piece is known. Where the beginning is not kept, it begins with what is. */
export function loopOf(pieces: readonly Piece[], span: Span): Loop | null {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return null;
  const from = placeOf(pieces, span.fromMs, span);
  const until = placeOf(pieces, span.untilMs, span);
  return {
    startS: from.kind === 'picture' ? from.mediaS : first.start,
    endS: until.kind === 'picture' ? until.mediaS : last.start + last.duration,
    isWhole: until.kind === 'picture',
  };
}
