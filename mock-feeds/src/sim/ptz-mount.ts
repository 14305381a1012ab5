/** Where a mount looks: degrees to the right and up, and how many times nearer. */
export type Look = { panDeg: number; tiltDeg: number; zoom: number };
/** Shares of its fastest: to the right, up, nearer. */
export type Speeds = { pan: number; tilt: number; zoom: number };

export type PtzMount = {
  /** Moves on until it is told otherwise, or for so long. */
  turn: (speeds: Speeds, nowMs: number, forMs?: number) => void;
  /** At once: nobody measures how long a mount takes to a preset. */
  goTo: (look: Look) => void;
  look: (nowMs: number) => Look;
};

const fastest = { panDegPerS: 60, tiltDegPerS: 30, zoomPerS: 2 };
const reach = { tiltDeg: [-20, 90], zoom: [1, 25] } as const;

const within = (value: number, [least, most]: readonly [number, number]) =>
  Math.min(most, Math.max(least, value));

/** The motors of a dome camera: it turns round and round, tilts and zooms between its ends. */
export function createPtzMount(): PtzMount {
  let from: Look = { panDeg: 0, tiltDeg: 0, zoom: 1 };
  let speeds: Speeds = { pan: 0, tilt: 0, zoom: 0 };
  let [sinceMs, untilMs] = [0, Number.POSITIVE_INFINITY];

  const look = (nowMs: number): Look => {
    const seconds = Math.max(0, Math.min(nowMs, untilMs) - sinceMs) / 1000;
    const pan = from.panDeg + speeds.pan * fastest.panDegPerS * seconds;
    const tilt = from.tiltDeg + speeds.tilt * fastest.tiltDegPerS * seconds;
    return {
      panDeg: ((pan % 360) + 360) % 360,
      tiltDeg: within(tilt, reach.tiltDeg),
      zoom: within(from.zoom + speeds.zoom * fastest.zoomPerS * seconds, reach.zoom),
    };
  };
  return {
    look,
    turn: (next, nowMs, forMs = Number.POSITIVE_INFINITY) => {
      from = look(nowMs);
      speeds = next;
      [sinceMs, untilMs] = [nowMs, nowMs + forMs];
    },
    goTo: (there) => {
      from = there;
      speeds = { pan: 0, tilt: 0, zoom: 0 };
    },
  };
}

/** Where the simulated cameras were taught to look: preset 1 ahead, each further one a quarter on. */
export function presetLook(preset: number): Look {
  return { panDeg: ((preset - 1) * 90) % 360, tiltDeg: -10, zoom: preset };
}
