/** Length of one segment. All loops are cut to it exactly. */
export const segmentMs = 2000;
/** Segments per loop: 24 s. */
export const loopSegments = 12;
/** Length of one part of a segment: six frames. */
export const partMs = 400;
export const partsPerSegment = segmentMs / partMs;
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

/**
 * How far a camera is that hands out parts: the segment that it is at work on, and how many of its parts are
 * complete; as many as a segment has are never open, for then the next segment is.
 */
export type OpenSegment = { number: number; parts: number };

export function openSegment(nowMs: number): OpenSegment {
  const number = newestSegment(nowMs) + 1;
  return { number, parts: Math.floor((nowMs - segmentStartMs(number)) / partMs) };
}

/** When the first frame of a segment was taken. */
export function segmentStartMs(number: number): number {
  return mediaZeroMs + number * segmentMs;
}

/** The segment's first decode time, in ticks. */
export function segmentTicks(number: number): number {
  return number * (segmentMs / 1000) * timescale;
}

/** Ticks from the beginning of a segment to that of its part. */
export function partTicks(part: number): number {
  return (part * partMs * timescale) / 1000;
}

/** Which of the loop's recorded segments a camera shows; `shift` is its head start in segments. */
export function loopPosition(number: number, shift: number): number {
  return (number + shift) % loopSegments;
}
