/** Length of one segment. All loops are cut to it exactly. */
export const segmentMs = 2000;
/** Segments per loop: 24 s. */
export const loopSegments = 12;
/** Ticks per second of the media (`mdhd.timescale`). */
export const timescale = 15_360;

/**
 * Media time zero, 2026-01-01 UTC: keeps the decode times small, and the same after every restart.
 * Cameras do not exist before it.
 */
const mediaZeroMs = Date.UTC(2026, 0, 1);

/**
 * A segment's number is its place on the wall clock, so that playlists and fragments are pure
 * functions of time: a head-end that restarts goes on where it was, and nobody notices.
 */
export function newestSegment(nowMs: number): number {
  return Math.floor((nowMs - mediaZeroMs) / segmentMs) - 1;
}

/** When the first frame of a segment was taken. */
export function segmentStartMs(number: number): number {
  return mediaZeroMs + number * segmentMs;
}

/** The segment's first decode time, in ticks. */
export function segmentTicks(number: number): number {
  return number * (segmentMs / 1000) * timescale;
}

/** Which of the loop's recorded segments a camera shows; `shift` is its head start in segments. */
export function loopPosition(number: number, shift: number): number {
  return (number + shift) % loopSegments;
}
