/**
 * How far a device's clock is from ours, told from when it says that it measured and when we heard
 * it. The middle of the latest few: a report that came late, or one absurd stamp, moves it nowhere.
 * The way of the message counts as lag, so a healthy device seems a little behind.
 */
export type DeviceClock = {
  /** A ring once it is full, milliseconds ahead of ours. */
  aheadMs: number[];
  next: number;
  /** When the newest of them was heard: a report that is judged twice counts once. */
  heardAtMs: number;
};

const mostKept = 9;

export const unknownClock = (): DeviceClock => ({ aheadMs: [], next: 0, heardAtMs: 0 });

export function hearClock(clock: DeviceClock, deviceAtMs: number, receivedAtMs: number): void {
  if (receivedAtMs === clock.heardAtMs) return;
  clock.heardAtMs = receivedAtMs;
  clock.aheadMs[clock.next] = deviceAtMs - receivedAtMs;
  clock.next = (clock.next + 1) % mostKept;
}

/** Null until it has said a time of its own. */
export function clockAheadMs({ aheadMs }: DeviceClock): number | null {
  const sorted = [...aheadMs].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle === undefined ? null : Math.round(middle);
}
