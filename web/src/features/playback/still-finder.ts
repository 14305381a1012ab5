import type { Span } from '@ftz/shared/contract/recording.ts';
import { insideS, type Piece, placeOf } from './recorded-place.ts';
import { keepWindow } from './recorded-window.ts';

/** Whether the small picture is of about the moment; `none`: nothing is kept of it. */
export type Still = 'loading' | 'shown' | 'none';

export type StillFinder = { find: (atMs: number) => void; close: () => void };

type Options = {
  video: HTMLVideoElement;
  addressOf: (asked: Span) => string;
  /** Says of which moment. */
  onStill: (still: Still, atMs: number) => void;
};

/** A playlist takes its time to come. */
const lookEveryMs = 100;

/**
 * Seeks a video that never plays to where a mouse is. Always to the beginning of a piece, which is a whole
 * picture: anything in between would have to be decoded from there. Of moments that follow each other faster
 * than it seeks, the newest counts.
 */
export function openStills({ video, addressOf, onStill }: Options): StillFinder {
  const windows = keepWindow({ video, addressOf, kind: 'stills' });
  let wantedMs: number | null = null;
  const stillNow = (atMs: number): Still => {
    const source = windows.around(atMs);
    if (source === null) return 'loading';
    if (source === 'unsupported' || source.trouble() !== null) return 'none';
    const pieces = source.pieces();
    if (pieces.length === 0) return 'loading';
    const place = placeOf(pieces, atMs, source.asked);
    if (place.kind === 'gap') return 'none';
    // A test and a technician reckon the picture's own time from this and `currentTime`.
    video.dataset.zeroMs = String(place.zeroMs);
    const mediaS = beginningOf(pieces, place.mediaS);
    const isThere = Math.abs(video.currentTime - mediaS) < insideS / 2;
    if (!isThere) video.currentTime = mediaS;
    return isThere && video.readyState >= 2 ? 'shown' : 'loading';
  };
  const look = () => {
    if (wantedMs !== null && !video.seeking) onStill(stillNow(wantedMs), wantedMs);
  };
  const timer = setInterval(look, lookEveryMs);
  video.addEventListener('seeked', look);
  return {
    find(atMs) {
      wantedMs = atMs;
      look();
    },
    close() {
      clearInterval(timer);
      video.removeEventListener('seeked', look);
      windows.close();
    },
  };
}

function beginningOf(pieces: readonly Piece[], mediaS: number): number {
  const piece = pieces.findLast(({ start }) => start <= mediaS);
  return (piece?.start ?? 0) + insideS;
}
