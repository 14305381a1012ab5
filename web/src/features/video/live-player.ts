import type { Withdrawal } from '#api/cameras.ts';
import { tellPictureTime } from '#live/take-snapshot.ts';
import { type ContentWatch, type Flaw, newContentWatch, watchContent } from './content-watch.ts';
import { createNearPlaces } from './near-places.ts';
import { openStream, type Stream } from './open-stream.ts';
import {
  type Distance,
  isFrozen,
  startWatch,
  type Watch,
  watchPicture,
} from './picture-watchdog.ts';
import { createRebuildTurns } from './rebuild-turns.ts';
import { sampleVideo } from './sample-video.ts';

/** What a tile may say of its picture. Times in ms; `pictureAtMs` is the camera's own time. */
export type Picture =
  | { state: 'connecting' }
  | { state: 'live'; pictureAtMs: number; latencyMs: number }
  | { state: 'no-picture'; lastPictureAtMs: number | null }
  /** It runs, and shows nothing: the same frame again and again, or the inside of a cover. */
  | { state: 'frozen'; sinceMs: number }
  | { state: 'black'; sinceMs: number }
  | { state: 'refused'; why: Withdrawal }
  | { state: 'unsupported' };

export type LivePlayer = {
  /** Whether somebody works with this very picture: it is then brought as near as its camera allows. */
  setNear(isNear: boolean): void;
  /** Ends the stream and gives all memory back; nothing is reported afterwards. */
  stop(): void;
};

export type LivePlayerOptions = {
  video: HTMLVideoElement;
  address: string;
  onPicture: (picture: Picture) => void;
  /** Asks the server whether this person may see the camera: null while he may, or nobody can say. */
  askWithdrawal: () => Promise<Withdrawal | null>;
  /** The server's time: latency is counted against the clock that stamps the stream. */
  now: () => number;
};

/** Of all tiles of this page. */
const mayRebuild = createRebuildTurns();
const takeNearPlace = createNearPlaces();
const lookEveryMs = 250;
const sampleEveryMs = 1_000;

/**
 * Plays a live stream and never lets it stay frozen in silence. Who loses the session or the right to
 * the camera loses the picture with the next playlist, two seconds later at most.
 */
export function playLive(options: LivePlayerOptions): LivePlayer {
  const { video, address, onPicture, askWithdrawal, now } = options;
  let stream: Stream | null = null;
  let watch: Watch = startWatch(now());
  const judge = createContentJudge(video);
  let opening = 0;
  let isStopped = false;
  let leaveNear: (() => void) | null = null;
  const distance = (): Distance => (leaveNear ? 'near' : 'usual');
  onPicture({ state: 'connecting' });

  /** A stream that arrives after the tile has gone, or after a newer attempt, is closed unseen. */
  const open = async () => {
    stream?.close();
    stream = null;
    opening += 1;
    const attempt = opening;
    const opened = await openStream(video, address, refused);
    if (isStopped || attempt !== opening) return opened?.close();
    if (!opened) return end({ state: 'unsupported' });
    stream = opened;
    stream.setNear(leaveNear !== null);
  };

  const setNear = (isNear: boolean) => {
    if (isNear) leaveNear ??= takeNearPlace();
    else leaveNear = leaveNear?.() ?? null;
    stream?.setNear(leaveNear !== null);
  };

  /** Nothing of it stays on the screen, and nothing is asked again: the next try is a person's. */
  const end = (picture: Picture) => {
    if (isStopped) return;
    stop();
    onPicture(picture);
  };

  const refused = (status: number) => {
    whyWithdrawn(status, askWithdrawal).then(
      (why) => why && end({ state: 'refused', why }),
      () => undefined,
    );
  };

  const look = () => {
    const nowMs = now();
    const step = watchPicture(watch, nowMs, stream?.pictureAtMs() ?? null, distance());
    // Whose turn it is not asks again with its next look.
    const isOthersTurn = step.rescue === 'rebuild' && !mayRebuild(nowMs);
    if (!isOthersTurn) {
      watch = step.watch;
      if (step.rescue === 'seek-live') stream?.seekLive();
      if (step.rescue === 'rebuild') {
        // Whoever could not keep up so near goes on at the usual distance.
        setNear(false);
        reopen();
      }
    }
    const picture = pictureOf(watch, nowMs, distance());
    onPicture(
      picture.state === 'live' ? judge(picture, nowMs, stream?.segment() ?? null) : picture,
    );
  };

  const reopen = () => {
    open().catch(() => {
      stream = null;
    });
  };

  const forgetTime = tellPictureTime(video, () => stream?.pictureAtMs() ?? null);
  const timer = setInterval(look, lookEveryMs);
  /** The first picture is said when it is there, not at the next look. */
  video.addEventListener('loadeddata', look);
  const stop = () => {
    isStopped = true;
    clearInterval(timer);
    forgetTime();
    video.removeEventListener('loadeddata', look);
    setNear(false);
    stream?.close();
    stream = null;
  };
  reopen();
  return { stop, setNear };
}

/** What is not there may be a segment that aged out, or a camera that is no longer this person's. */
async function whyWithdrawn(
  status: number,
  askWithdrawal: LivePlayerOptions['askWithdrawal'],
): Promise<Withdrawal | null> {
  if (status === 401) return 'session';
  return status === 403 ? 'right' : askWithdrawal();
}

type Live = Extract<Picture, { state: 'live' }>;

/** Looks at what a running picture shows, once a second, and says so instead when that is nothing. */
function createContentJudge(video: HTMLVideoElement) {
  let watch: ContentWatch = newContentWatch;
  let flaw: Flaw | null = null;
  let sampledAtMs = Number.NEGATIVE_INFINITY;
  return (live: Live, nowMs: number, segment: number | null): Picture => {
    const pixels = nowMs - sampledAtMs >= sampleEveryMs ? sampleVideo(video) : null;
    if (pixels) {
      sampledAtMs = nowMs;
      const { pictureAtMs } = live;
      const step = watchContent(watch, { pixels, pictureAtMs, takenAtMs: nowMs, segment });
      ({ watch, flaw } = step);
    }
    return flaw ? { state: flaw.flaw, sinceMs: flaw.sinceMs } : live;
  };
}

function pictureOf(watch: Watch, nowMs: number, distance: Distance): Picture {
  const { pictureAtMs } = watch;
  if (isFrozen(watch, nowMs, distance))
    return { state: 'no-picture', lastPictureAtMs: pictureAtMs };
  if (pictureAtMs === null) return { state: 'connecting' };
  return { state: 'live', pictureAtMs, latencyMs: Math.max(0, nowMs - pictureAtMs) };
}
