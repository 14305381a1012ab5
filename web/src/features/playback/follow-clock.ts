import type { Moment } from '#desk/use-player.ts';
import { isTheMoment, steer } from './steer.ts';

/** Holds one video element to the replayed time. */
export type Follower = {
  /** Brings the picture to `mediaS`, or closer to it; says whether what it shows stands for the moment. */
  follow: (mediaS: number, moment: Moment) => boolean;
  /** Time has jumped: the next look seeks at once. */
  jump: () => void;
  close: () => void;
};

const longestSeekMs = 400;

export function followClock(video: HTMLVideoElement, onLanded: () => void): Follower {
  let soughtAtMs = Number.NEGATIVE_INFINITY;
  /** How long the last seek took, so that the next lands where the clock will be. */
  let seekTookMs = 0;

  function correct(mediaS: number, { playing, speed }: Moment): void {
    const offMs = (video.currentTime - mediaS) * 1000;
    const sinceSeekMs = performance.now() - soughtAtMs;
    const { seek, rate } = steer({ offMs, playing, speed, sinceSeekMs });
    video.playbackRate = rate;
    if (!seek) return;
    soughtAtMs = performance.now();
    video.currentTime = mediaS + (playing ? (seekTookMs * speed) / 1000 : 0);
  }

  const landed = () => {
    seekTookMs = Math.min(longestSeekMs, performance.now() - soughtAtMs);
    onLanded();
  };
  video.addEventListener('seeked', landed);
  return {
    follow(mediaS, moment) {
      if (!video.seeking) correct(mediaS, moment);
      if (moment.playing && video.paused) playMuted(video);
      if (!moment.playing && !video.paused) video.pause();
      const offMs = (video.currentTime - mediaS) * 1000;
      return video.readyState >= 2 && !video.seeking && isTheMoment({ offMs, ...moment });
    },
    jump() {
      soughtAtMs = Number.NEGATIVE_INFINITY;
    },
    close: () => video.removeEventListener('seeked', landed),
  };
}

/** A browser may refuse to play before the first click; the next look asks again. */
function playMuted(video: HTMLVideoElement): void {
  video.muted = true;
  video.play().catch(() => undefined);
}
