import type Hls from 'hls.js';
import { isPlaylist, playlistAddress } from './near-address.ts';

/** How a stream is opened on a video element, and how its picture's time is read. */
export type Stream = {
  pictureAtMs(): number | null;
  /** Number of the segment that is shown; null before the first, and where the platform tells none. */
  segment(): number | null;
  seekLive(): void;
  /** As near to the camera as it hands its pictures out, or at the usual distance; takes effect with the next playlist. */
  setNear(isNear: boolean): void;
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
  let isNear = false;
  const hls = new HlsPlayer({
    /** fMP4 needs no transmuxing: a worker per tile would only cost. */
    enableWorker: false,
    liveSyncDurationCount: usualDistance.segments,
    liveMaxLatencyDurationCount: usualDistance.maxSegments,
    /** After a stall it catches up unnoticed instead of staying behind. */
    maxLiveSyncPlaybackRate: usualDistance.rate,
    backBufferLength: 6,
    maxBufferLength: 6,
    maxBufferSize: 4e6,
    manifestLoadPolicy: patiently,
    playlistLoadPolicy: patiently,
    xhrSetup: (xhr, url) => {
      if (isPlaylist(url)) xhr.open('GET', playlistAddress(url, isNear), true);
    },
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
  keepDistance(HlsPlayer, hls, video);
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
    setNear(wanted) {
      isNear = wanted;
    },
    close: () => hls.destroy(),
  };
}

/** Farther behind than this, beyond the distance that the camera asks for, it jumps instead of catching up. */
const nearSlackS = 3;
const usualDistance = { segments: 2, maxSegments: 6, rate: 1.05 };
const nearRate = 1.1;
/** After a stall hls.js keeps more distance, for good; so long without another, and it may come near again. */
const calmMs = 15_000;

/**
 * Plays at the distance that the playlist allows: of one with parts, what it says itself (PART-HOLD-BACK), of any other
 * as always. Where that changes under way it jumps there within what is buffered; nothing is opened anew.
 */
function keepDistance(HlsPlayer: typeof Hls, hls: Hls, video: HTMLVideoElement): void {
  let keptS = 0;
  let stalledAtMs: number | null = null;
  hls.on(HlsPlayer.Events.ERROR, (_event, { details }) => {
    if (details === HlsPlayer.ErrorDetails.BUFFER_STALLED_ERROR) stalledAtMs = performance.now();
  });
  hls.on(HlsPlayer.Events.LEVEL_UPDATED, (_event, { details }) => {
    const holdBackS = details.partList ? details.partHoldBack : 0;
    const isCalm = stalledAtMs !== null && performance.now() - stalledAtMs > calmMs;
    if (holdBackS > 0 && isCalm) {
      stalledAtMs = null;
      hls.targetLatency = holdBackS;
    }
    if (holdBackS === keptS) return;
    keptS = holdBackS;
    setDistance(hls, holdBackS, details.targetduration);
    const edge = hls.liveSyncPosition;
    if (video.readyState >= 2 && edge !== null) video.currentTime = edge;
  });
}

/** `holdBackS`: how far behind parts; 0: behind whole segments. */
function setDistance(hls: Hls, holdBackS: number, segmentS: number): void {
  const { segments, maxSegments, rate } = usualDistance;
  const isNear = holdBackS > 0;
  hls.targetLatency = isNear ? holdBackS : segments * segmentS;
  hls.config.liveMaxLatencyDuration = isNear ? holdBackS + nearSlackS : maxSegments * segmentS;
  hls.config.maxLiveSyncPlaybackRate = isNear ? nearRate : rate;
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
    /** Its own player has no way to be asked, and wants HTTP/2 for it. */
    setNear: () => undefined,
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
