import type { Span } from '@ftz/shared/contract/recording.ts';
import type { Player } from '#desk/use-player.ts';
import { type Follower, followClock } from './follow-clock.ts';
import { dateOf, isInside, type Piece, placeOf } from './recorded-place.ts';
import type { RecordedSource } from './recorded-source.ts';
import { keepWindow } from './recorded-window.ts';

/** What a tile may say of the replayed moment. `pictureAtMs` is the picture's own time. */
export type RecordedPicture =
  | { state: 'loading' }
  | { state: 'shown'; pictureAtMs: number }
  | ({ state: 'gap' } & Span)
  | { state: 'may-not-see' }
  | { state: 'disk-stalled' }
  | { state: 'away' }
  | { state: 'unsupported' };

type Options = {
  video: HTMLVideoElement;
  addressOf: (asked: Span) => string;
  clock: Pick<Player, 'read' | 'onChange' | 'behind'>;
  onPicture: (picture: RecordedPicture) => void;
};

const lookEveryMs = 100;
/** What is recorded just now, or was away, is there when asked again. */
const askAgainMs = 5_000;

/** Plays what was recorded by a clock that others follow, too; gives the way to end it. */
export function playRecorded({ video, addressOf, clock, onPicture }: Options): () => void {
  const windows = keepWindow({ video, addressOf, kind: 'picture' });
  const tell = withGrace(onPicture);
  let behindMs: number | null = null;
  const look = () => {
    behindMs = null;
    const { atMs } = clock.read();
    const source = windows.around(atMs);
    const picture = source === 'unsupported' ? { state: source } : pictureOf(source, atMs);
    if (picture.state !== 'shown' && picture.state !== 'loading') video.pause();
    clock.behind(video, behindMs);
    if (isWorthAsking(source, picture, atMs)) windows.renew(atMs);
    tell(picture);
  };
  const pictureOf = (source: RecordedSource | null, atMs: number): RecordedPicture => {
    if (source === null) return { state: 'loading' };
    const pieces = source.pieces();
    const lack = lackOf(source, pieces);
    if (lack) return lack;
    const place = placeOf(pieces, atMs, source.asked);
    if (place.kind === 'gap') return { state: 'gap', fromMs: place.fromMs, untilMs: place.untilMs };
    // A test and a technician reckon the picture's own time from this and `currentTime`.
    video.dataset.zeroMs = String(place.zeroMs);
    const isShown = follower.follow(place.mediaS, clock.read());
    behindMs = follower.behindMs(place.mediaS, clock.read());
    const pictureAtMs = dateOf(pieces, video.currentTime);
    return isShown && pictureAtMs !== null ? { state: 'shown', pictureAtMs } : { state: 'loading' };
  };
  const follower: Follower = followClock(video, look);
  const timer = setInterval(look, lookEveryMs);
  const stopHearing = clock.onChange(() => {
    follower.jump();
    look();
  });
  look();
  return () => {
    clearInterval(timer);
    stopHearing();
    follower.close();
    clock.behind(video, null);
    windows.close();
  };
}

/** Why there is nothing to show; null: there are pieces. */
function lackOf(
  { trouble, asked }: RecordedSource,
  pieces: readonly Piece[],
): RecordedPicture | null {
  const why = trouble();
  if (why === 'nothing-kept') return { state: 'gap', ...asked };
  if (why !== null) return { state: why };
  return pieces.length === 0 ? { state: 'loading' } : null;
}

/** Where nothing was kept, or no answer came, there may be something by now; what grows is asked for by itself. */
function isWorthAsking(
  source: RecordedSource | 'unsupported' | null,
  picture: RecordedPicture,
  atMs: number,
): boolean {
  if (source === null || source === 'unsupported') return false;
  if (performance.now() - source.askedAtMs < askAgainMs) return false;
  if (picture.state === 'gap')
    return (
      !source.grows() && picture.untilMs === source.asked.untilMs && isInside(source.asked, atMs)
    );
  return picture.state === 'away' || picture.state === 'disk-stalled';
}

/** Shorter waits are a flicker. */
const graceMs = 300;

/** A seek that takes a moment is no reason to darken a tile. */
function withGrace(tell: Options['onPicture']): Options['onPicture'] {
  let shownAtMs = Number.NEGATIVE_INFINITY;
  return (picture) => {
    const nowMs = performance.now();
    if (picture.state === 'shown') shownAtMs = nowMs;
    if (picture.state === 'loading' && nowMs - shownAtMs < graceMs) return;
    if (picture.state !== 'shown') shownAtMs = Number.NEGATIVE_INFINITY;
    tell(picture);
  };
}
