import type { Moment } from '#desk/use-player.ts';
import { isTheMoment, steer } from './steer.ts';

/** Holds one video element to the replayed time. */
export type Follower = {
  /** Brings the picture to `mediaS`, or closer to it; says whether what it shows stands for the moment. */
  follow: (mediaS: number, moment: Moment) => boolean;
  /** How far what is on the screen is behind `mediaS`, in ms of the picture; null: nothing tells. */
  behindMs: (mediaS: number, moment: Moment) => number | null;
  /** Time has jumped: the next look seeks at once. */
  jump: () => void;
  close: () => void;
};

const longestSeekMs = 400;
/** A busy machine shows fewer pictures, each in its time; one that stands longer is late. */
const nextWithinMs = 400;

export function followClock(video: HTMLVideoElement, onLanded: () => void): Follower {
  let soughtAtMs = Number.NEGATIVE_INFINITY;
  /** How long the last seek took, so that the next lands where the clock will be. */
  let seekTookMs = 0;

  function correct(mediaS: number, { playing, speed, runsAt }: Moment): void {
    const offMs = (video.currentTime - mediaS) * 1000;
    const sinceSeekMs = performance.now() - soughtAtMs;
    const { seek, rate } = steer({ offMs, playing, speed, runsAt, sinceSeekMs });
    video.playbackRate = rate;
    if (!seek) return;
    soughtAtMs = performance.now();
    video.currentTime = mediaS + (playing ? (seekTookMs * runsAt) / 1000 : 0);
  }

  const landed = () => {
    seekTookMs = Math.min(longestSeekMs, performance.now() - soughtAtMs);
    onLanded();
  };
  video.addEventListener('seeked', landed);
  /** The player's own time runs on where the machine cannot draw what it decodes: only this is seen. */
  let shown: { mediaS: number; atMs: number } | null = null;
  const noteShown = (atMs: number, { mediaTime }: VideoFrameCallbackMetadata) => {
    shown = { mediaS: mediaTime, atMs };
    handle = video.requestVideoFrameCallback(noteShown);
  };
  let handle = video.requestVideoFrameCallback(noteShown);
  return {
    follow(mediaS, moment) {
      if (!video.seeking) correct(mediaS, moment);
      if (moment.playing && video.paused) playMuted(video);
      if (!moment.playing && !video.paused) video.pause();
      const offMs = (video.currentTime - mediaS) * 1000;
      return video.readyState >= 2 && !video.seeking && isTheMoment({ offMs, ...moment });
    },
    behindMs(mediaS, { playing, runsAt }) {
      if (!playing || !shown || document.hidden) return null;
      const carriedMs = Math.min(nextWithinMs, performance.now() - shown.atMs);
      return (mediaS - shown.mediaS) * 1000 - runsAt * carriedMs;
    },
    jump() {
      shown = null;
      soughtAtMs = Number.NEGATIVE_INFINITY;
    },
    close() {
      video.removeEventListener('seeked', landed);
      video.cancelVideoFrameCallback(handle);
    },
  };
}

/** A browser may refuse to play before the first click; the next look asks again. */
function playMuted(video: HTMLVideoElement): void {
  video.muted = true;
  video.play().catch(() => undefined);
}
