import type Hls from 'hls.js';

/** How a stream is opened on a video element, and how its picture's time is read. */
export type Stream = {
  pictureAtMs(): number | null;
  /** Number of the segment that is shown; null before the first, and where the platform tells none. */
  segment(): number | null;
  seekLive(): void;
  /** Ends it and empties the element: no last frame stays on the screen. */
  close(): void;
};

/** Hears that the server refused a playlist or a piece: its HTTP status, 0 where the platform tells none. */
type Refused = (status: number) => void;

const loadPlayer = () => import('hls.js');

/** Fetches and compiles the player, so that the first tile waits for pictures only. */
export async function warmPlayer(): Promise<void> {
  await loadPlayer();
}

/** hls.js where Media Source Extensions exist, the platform's own HLS elsewhere; null where neither. */
export async function openStream(
  video: HTMLVideoElement,
  address: string,
  onRefused: Refused,
): Promise<Stream | null> {
  const { default: HlsPlayer } = await loadPlayer();
  if (HlsPlayer.isSupported()) return openWithHls(HlsPlayer, video, address, onRefused);
  return video.canPlayType('application/vnd.apple.mpegurl')
    ? openNatively(video, address, onRefused)
    : null;
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

function openWithHls(
  HlsPlayer: typeof Hls,
  video: HTMLVideoElement,
  address: string,
  onRefused: Refused,
): Stream {
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
    const status = error.response?.code ?? 0;
    if (status >= 401 && status <= 404) return onRefused(status);
    if (error.fatal && error.type === HlsPlayer.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
  });
  let segment: number | null = null;
  hls.on(HlsPlayer.Events.FRAG_CHANGED, (_event, { frag }) => {
    segment = Number(frag.sn);
  });
  hls.on(HlsPlayer.Events.MANIFEST_PARSED, () => playMuted(video));
  hls.loadSource(address);
  hls.attachMedia(video);
  return {
    pictureAtMs: () => (video.readyState >= 2 ? (hls.playingDate?.getTime() ?? null) : null),
    segment: () => segment,
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

function openNatively(video: DatedVideo, address: string, onRefused: Refused): Stream {
  // The element tells no status: whoever hears of it asks.
  const failed = () => onRefused(0);
  video.addEventListener('error', failed);
  video.src = address;
  playMuted(video);
  return {
    pictureAtMs() {
      const startMs = video.getStartDate?.().getTime() ?? Number.NaN;
      if (video.readyState < 2) return null;
      return (Number.isNaN(startMs) ? 0 : startMs) + video.currentTime * 1000;
    },
    segment: () => null,
    seekLive() {
      if (video.seekable.length > 0) video.currentTime = video.seekable.end(0) - 4;
      playMuted(video);
    },
    close() {
      video.removeEventListener('error', failed);
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
