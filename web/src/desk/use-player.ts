import { useEffect, useState } from 'react';
import { changeTime, momentOf, type RunningTime, type Speed } from '#lib/running-time.ts';
import { shareAfter } from './wait-for-pictures.ts';

const beatMs = 100;

/** `runsAt`: as fast as the slowest picture keeps up with, `speed` at most. */
export type Moment = { atMs: number; playing: boolean; speed: Speed; runsAt: number };

/** The one replayed time that everything on a stage follows. */
export type Player = Moment & {
  /** The moment to the millisecond; what is on the screen is up to a tenth of a second older. */
  read: () => Moment;
  /** Hears at once of a seek, a pause or another speed, not of time passing. Gives the way to stop. */
  onChange: (hear: () => void) => () => void;
  /** A picture says how far behind it is, in ms of the picture: time waits for it. Null: nobody has to. */
  behind: (picture: object, ms: number | null) => void;
  seek: (atMs: number) => void;
  setPlaying: (playing: boolean) => void;
  setSpeed: (speed: Speed) => void;
};

type Bounds = { fromMs: number; toMs: number };

type RunningPlayer = Omit<Player, keyof Moment> & { wait: () => void };

function createPlayer(bounds: Bounds, opensAtMs: number): RunningPlayer {
  const hearers = new Set<() => void>();
  let time: RunningTime = { atMs: opensAtMs, setAtMs: 0, playing: false, speed: 1, share: 1 };
  const behindMs = new Map<object, number>();
  const change = (part: Partial<Omit<RunningTime, 'setAtMs'>>) => {
    time = changeTime(time, performance.now(), bounds, part);
    for (const hear of hearers) hear();
  };
  return {
    read() {
      const atMs = momentOf(time, performance.now(), bounds);
      const { playing, speed, share } = time;
      return { atMs, playing: playing && atMs < bounds.toMs, speed, runsAt: speed * share };
    },
    behind(picture, ms) {
      if (ms === null) behindMs.delete(picture);
      else behindMs.set(picture, ms);
    },
    wait() {
      const share = time.playing ? shareAfter(time.share, behindMs.values(), time.speed) : 1;
      // Said to nobody: it is time that passes, and whoever hears of a change seeks.
      if (share !== time.share) time = changeTime(time, performance.now(), bounds, { share });
    },
    onChange(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    seek: (atMs) => change({ atMs: Math.min(bounds.toMs, Math.max(bounds.fromMs, atMs)) }),
    setPlaying: (playing) => change({ playing }),
    // It gathers speed, so that no picture is left behind at once.
    setSpeed: (speed) => change({ speed, share: Math.min(1, (time.speed * time.share) / speed) }),
  };
}

/** Replayed time between two moments; it stops at the last. Another time begins with another `key`. */
export function usePlayer(bounds: Bounds, opensAtMs: number): Player {
  const [player] = useState(() => createPlayer(bounds, opensAtMs));
  const [moment, setMoment] = useState<Moment>(player.read);
  useEffect(() => {
    const show = () => setMoment((before) => same(before, player.read()));
    const beat = setInterval(() => {
      player.wait();
      show();
    }, beatMs);
    const stop = player.onChange(show);
    return () => {
      clearInterval(beat);
      stop();
    };
  }, [player]);
  return { ...player, ...moment };
}

/** Time that stands is no reason to render. */
function same(before: Moment, next: Moment): Moment {
  const stands =
    before.atMs === next.atMs &&
    before.playing === next.playing &&
    before.speed === next.speed &&
    before.runsAt === next.runsAt;
  return stands ? before : next;
}
