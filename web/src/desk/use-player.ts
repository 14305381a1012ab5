import { useEffect, useState } from 'react';
import { changeTime, momentOf, type RunningTime, type Speed } from '#lib/running-time.ts';

const beatMs = 100;

export type Moment = { atMs: number; playing: boolean; speed: Speed };

/** The one replayed time that everything on a stage follows. */
export type Player = Moment & {
  /** The moment to the millisecond; what is on the screen is up to a tenth of a second older. */
  read: () => Moment;
  /** Hears at once of a seek, a pause or another speed, not of time passing. Gives the way to stop. */
  onChange: (hear: () => void) => () => void;
  seek: (atMs: number) => void;
  setPlaying: (playing: boolean) => void;
  setSpeed: (speed: Speed) => void;
};

type Bounds = { fromMs: number; toMs: number };

function createPlayer(bounds: Bounds, opensAtMs: number): Omit<Player, keyof Moment> {
  const hearers = new Set<() => void>();
  let time: RunningTime = { atMs: opensAtMs, setAtMs: 0, playing: false, speed: 1 };
  const change = (part: Partial<Omit<RunningTime, 'setAtMs'>>) => {
    time = changeTime(time, performance.now(), bounds, part);
    for (const hear of hearers) hear();
  };
  return {
    read() {
      const atMs = momentOf(time, performance.now(), bounds);
      return { atMs, playing: time.playing && atMs < bounds.toMs, speed: time.speed };
    },
    onChange(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    seek: (atMs) => change({ atMs: Math.min(bounds.toMs, Math.max(bounds.fromMs, atMs)) }),
    setPlaying: (playing) => change({ playing }),
    setSpeed: (speed) => change({ speed }),
  };
}

/** Replayed time between two moments; it stops at the last. Another time begins with another `key`. */
export function usePlayer(bounds: Bounds, opensAtMs: number): Player {
  const [player] = useState(() => createPlayer(bounds, opensAtMs));
  const [moment, setMoment] = useState<Moment>(player.read);
  useEffect(() => {
    const show = () => setMoment((before) => same(before, player.read()));
    const beat = setInterval(show, beatMs);
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
    before.atMs === next.atMs && before.playing === next.playing && before.speed === next.speed;
  return stands ? before : next;
}
