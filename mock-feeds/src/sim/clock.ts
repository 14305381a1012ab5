/** The world's clock: `speed` simulated seconds pass in each real second after `startRealMs`. */
export type SimClock = {
  toSim: (realMs: number) => number;
  /**
   * When the real clock showed, or will show, a simulated moment. Devices stamp their reports with
   * this: their clocks are right even when the world runs fast, else every report of a fast world
   * would come from the future.
   */
  toReal: (simMs: number) => number;
};

export function createSimClock(settings: {
  startSimMs: number;
  startRealMs: number;
  speed: number;
}): SimClock {
  const { startSimMs, startRealMs, speed } = settings;
  return {
    toSim: (realMs) => startSimMs + (realMs - startRealMs) * speed,
    toReal: (simMs) => Math.round(startRealMs + (simMs - startSimMs) / speed),
  };
}
