import type Hls from 'hls.js';
import { isFrozen, startWatch, type Watch, watchPicture } from './picture-watchdog.ts';

/** What a tile may say of its picture. Times in ms; `pictureAtMs` is the camera's own time. */
export type Picture =
  | { state: 'connecting' }
  | { state: 'live'; pictureAtMs: number; latencyMs: number }
  | { state: 'no-picture'; lastPictureAtMs: number | null }
  | { state: 'unsupported' };

export type LivePlayer = {
  /** Ends the stream and gives all memory back; nothing is reported afterwards. */
  stop(): void;
};

/** How a stream is opened on a video element, and how its picture's time is read. */
export type Stream = {
  pictureAtMs(): number | null;
  seekLive(): void;
  close(): void;
};

export type LivePlayerOptions = {
  video: HTMLVideoElement;
  address: string;
  onPicture: (picture: Picture) => void;
  /** The server's time: latency is counted against the clock that stamps the stream. */
  now: () => number;
};

const lookEveryMs = 250;

/** Plays a live stream and never lets it stay frozen in silence. */
export function playLive({ video, address, onPicture, now }: LivePlayerOptions): LivePlayer {
  let stream: Stream | null = null;
  let watch: Watch = startWatch(now());
  let opening = 0;
  let isStopped = false;
  onPicture({ state: 'connecting' });

  /** A stream that arrives after the tile has gone, or after a newer attempt, is closed unseen. */
  const open = async () => {
    stream?.close();
    stream = null;
    opening += 1;
    const attempt = opening;
    const opened = await openStream(video, address);
    if (isStopped || attempt !== opening) return opened?.close();
    if (!opened) {
      stop();
      return onPicture({ state: 'unsupported' });
    }
    stream = opened;
  };

  const look = () => {
    const nowMs = now();
    const step = watchPicture(watch, nowMs, stream?.pictureAtMs() ?? null);
    watch = step.watch;
    if (step.rescue === 'seek-live') stream?.seekLive();
    if (step.rescue === 'rebuild') reopen();
    onPicture(pictureOf(watch, nowMs));
  };

  const reopen = () => {
    open().catch(() => {
      stream = null;
    });
  };

  const timer = setInterval(look, lookEveryMs);
  /** The first picture is said when it is there, not at the next look. */
  video.addEventListener('loadeddata', look);
  const stop = () => {
    isStopped = true;
    clearInterval(timer);
    video.removeEventListener('loadeddata', look);
    stream?.close();
    stream = null;
  };
  reopen();
  return { stop };
}

function pictureOf(watch: Watch, nowMs: number): Picture {
  const { pictureAtMs } = watch;
  if (isFrozen(watch, nowMs)) return { state: 'no-picture', lastPictureAtMs: pictureAtMs };
  if (pictureAtMs === null) return { state: 'connecting' };
  return { state: 'live', pictureAtMs, latencyMs: Math.max(0, nowMs - pictureAtMs) };
}

const loadPlayer = () => import('hls.js');

/** Fetches and compiles the player, so that the first tile waits for pictures only. */
export async function warmPlayer(): Promise<void> {
  await loadPlayer();
}

/** hls.js where Media Source Extensions exist, the platform's own HLS elsewhere; null where neither. */
async function openStream(video: HTMLVideoElement, address: string): Promise<Stream | null> {
  const { default: HlsPlayer } = await loadPlayer();
  if (HlsPlayer.isSupported()) return openWithHls(HlsPlayer, video, address);
  return video.canPlayType('application/vnd.apple.mpegurl') ? openNatively(video, address) : null;
}

/** Endless and patient: a camera that comes back after an hour must appear by itself. */
const patiently = {
  default: {
    maxTimeToFirstByteMs: 8_000,
    maxLoadTimeMs: 16_000,
    timeoutRetry: {
      maxNumRetry: Number.POSITIVE_INFINITY,
      retryDelayMs: 500,
      maxRetryDelayMs: 4_000,
    },
    errorRetry: {
      maxNumRetry: Number.POSITIVE_INFINITY,
      retryDelayMs: 500,
      maxRetryDelayMs: 4_000,
    },
  },
};

function openWithHls(HlsPlayer: typeof Hls, video: HTMLVideoElement, address: string): Stream {
  const hls = new HlsPlayer({
    /** fMP4 needs no transmuxing: a worker per tile would only cost. */
    enableWorker: false,
    liveSyncDurationCount: 2,
    liveMaxLatencyDurationCount: 6,
    /** After a stall it catches up unnoticed instead of staying behind. */
    maxLiveSyncPlaybackRate: 1.05,
    backBufferLength: 6,
    maxBufferLength: 6,
    maxBufferSize: 4e6,
    manifestLoadPolicy: patiently,
    playlistLoadPolicy: patiently,
  });
  hls.on(HlsPlayer.Events.ERROR, (_event, error) => {
    if (error.fatal && error.type === HlsPlayer.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
  });
  hls.on(HlsPlayer.Events.MANIFEST_PARSED, () => playMuted(video));
  hls.loadSource(address);
  hls.attachMedia(video);
  return {
    pictureAtMs: () => (video.readyState >= 2 ? (hls.playingDate?.getTime() ?? null) : null),
    seekLive() {
      const edge = hls.liveSyncPosition;
      if (edge !== null && edge > video.currentTime) video.currentTime = edge;
      playMuted(video);
    },
    close: () => hls.destroy(),
  };
}

/** Safari's own element knows the date of its first frame. */
type DatedVideo = HTMLVideoElement & { getStartDate?: () => Date };

function openNatively(video: DatedVideo, address: string): Stream {
  video.src = address;
  playMuted(video);
  return {
    pictureAtMs() {
      const startMs = video.getStartDate?.().getTime() ?? Number.NaN;
      if (video.readyState < 2) return null;
      return (Number.isNaN(startMs) ? 0 : startMs) + video.currentTime * 1000;
    },
    seekLive() {
      if (video.seekable.length > 0) video.currentTime = video.seekable.end(0) - 4;
      playMuted(video);
    },
    close() {
      video.removeAttribute('src');
      video.load();
    },
  };
}

/** A browser may refuse to play before the first click; the watchdog then asks again. */
function playMuted(video: HTMLVideoElement): void {
  video.muted = true;
  video.play().catch(() => undefined);
}
