import type { Span } from '@ftz/shared/contract/recording.ts';
import { askWithdrawal } from '#api/cameras.ts';
import { fetchRecordedTime } from '#api/recordings.ts';
import { serverNow } from '#live/server-clock.ts';
import { keptTimeOf, type Lack } from './kept-time.ts';
import { type Loop, loopOf } from './pre-roll-loop.ts';
import { dateOf, type Piece } from './recorded-place.ts';
import { openRecorded, type RecordedSource } from './recorded-source.ts';

/** What a pre-roll may say of itself. `pictureAtMs` is the picture's own time. */
export type PreRollPicture =
  | { state: 'loading' }
  | { state: 'shown'; pictureAtMs: number }
  | { state: 'lacking'; lack: Lack }
  | { state: 'unsupported' };

type Options = {
  video: HTMLVideoElement;
  cameraId: string;
  span: Span;
  /** Of the playlist of this span. */
  address: string;
  onPicture: (picture: PreRollPicture) => void;
};

const lookEveryMs = 250;
const askAgainMs = 5_000;
/** So long after its end a span may still become more: what is recorded is kept some seconds later. */
const growsForMs = 60_000;
/** Who loses a picture loses it within five seconds: what plays from memory has to ask. */
const mayItEveryMs = 3_000;

/** Plays what was recorded between two moments again and again; gives the way to end it. */
export function playPreRoll({ video, cameraId, span, address, onPicture }: Options): () => void {
  let source: RecordedSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;

  const mayGrow = () => serverNow() < span.untilMs + growsForMs;

  const shut = () => {
    source?.close();
    source = null;
  };

  const begin = () => {
    shut();
    clearTimeout(again);
    open().catch(() => lacks('away'));
  };

  const lacks = (lack: Lack) => {
    if (isEnded) return;
    shut();
    onPicture({ state: 'lacking', lack });
    const comesBack = lack === 'away' || lack === 'disk-stalled';
    if (comesBack || (lack !== 'may-not-see' && mayGrow())) again = setTimeout(begin, askAgainMs);
  };

  const open = async () => {
    const { lack } = keptTimeOf(await fetchRecordedTime(cameraId, span), span, serverNow());
    if (isEnded) return;
    if (lack !== null) return lacks(lack);
    const opened = await openRecorded({ video, address, asked: span, kind: 'loop' });
    if (isEnded) return opened?.close();
    if (!opened) return onPicture({ state: 'unsupported' });
    source = opened;
  };

  const look = () => {
    if (!source) return;
    const trouble = source.trouble();
    if (trouble !== null) return lacks(trouble);
    const pieces = source.pieces();
    const loop = loopOf(pieces, span);
    if (!loop || video.seeking) return;
    const isOver = isPast(video, loop);
    // What has been recorded meanwhile belongs to it.
    if (isOver && !loop.isWhole && mayGrow()) return begin();
    if (isOver || video.currentTime < loop.startS) video.currentTime = loop.startS;
    video.play().catch(() => undefined);
    const pictureAtMs = timeOf(video, pieces);
    if (pictureAtMs !== null) onPicture({ state: 'shown', pictureAtMs });
  };

  const ask = async () => {
    if (source && (await askWithdrawal(cameraId)) !== null) lacks('may-not-see');
  };

  onPicture({ state: 'loading' });
  begin();
  const looking = setInterval(look, lookEveryMs);
  const asking = setInterval(() => void ask().catch(() => undefined), mayItEveryMs);
  return () => {
    isEnded = true;
    clearInterval(looking);
    clearInterval(asking);
    clearTimeout(again);
    shut();
  };
}

/** Of the picture that stands there; null: none does yet. */
function timeOf(video: HTMLVideoElement, pieces: readonly Piece[]): number | null {
  return video.readyState >= 2 ? dateOf(pieces, video.currentTime) : null;
}

const isPast = ({ ended, currentTime }: HTMLVideoElement, { endS }: Loop) =>
  ended || currentTime >= endS;
