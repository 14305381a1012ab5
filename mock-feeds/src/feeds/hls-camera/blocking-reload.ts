import {
  type OpenSegment,
  openSegment,
  partMs,
  partsPerSegment,
  segmentMs,
  segmentStartMs,
} from './timeline.ts';

/** A part by the number of its segment and its own place in it. */
export type PartName = { number: number; part: number };

/** By which time of the camera a request can be answered; `wrong`: it may not be waited for. */
export type Awaited = { dueMs: number } | 'wrong';

/** The advance part limit (RFC 8216bis, 6.2.5.2) for parts shorter than a second. */
const advanceParts = Math.floor(3000 / partMs);
/** Nobody waits longer than three target durations. */
export const longestWaitMs = 3 * segmentMs;

/**
 * What `_HLS_msn` and `_HLS_part` of a playlist's address ask for (RFC 8216bis, 6.2.5.2): a segment, or a part of
 * it, that the playlist shall contain. A part beyond the last of its segment is the first of the next one.
 */
export function awaitedPlaylist(query: URLSearchParams, nowMs: number): Awaited {
  const msn = query.get('_HLS_msn');
  const part = query.get('_HLS_part');
  if (msn === null) return part === null ? { dueMs: nowMs } : 'wrong';
  if (!/^\d{1,15}$/.test(msn) || (part !== null && !/^\d{1,6}$/.test(part))) return 'wrong';
  const open = openSegment(nowMs);
  // A segment is complete with its last part.
  const wanted = { number: Number(msn), part: part === null ? partsPerSegment - 1 : Number(part) };
  if (wanted.number > open.number + 1) return 'wrong';
  if (part !== null && partsAhead(wanted, open) > advanceParts) return 'wrong';
  return { dueMs: partEndMs(wanted) };
}

/** The part that the playlist's hint names is waited for; one that is further away is not there. */
export function awaitedPart(wanted: PartName, nowMs: number): Awaited {
  const isTooFar = partsAhead(wanted, openSegment(nowMs)) > 1;
  return wanted.part >= partsPerSegment || isTooFar ? 'wrong' : { dueMs: partEndMs(wanted) };
}

/** How many parts have to be made until it is there. */
function partsAhead({ number, part }: PartName, open: OpenSegment): number {
  return (number - open.number) * partsPerSegment + part + 1 - open.parts;
}

function partEndMs({ number, part }: PartName): number {
  const [segment, place] = part >= partsPerSegment ? [number + 1, 0] : [number, part];
  return segmentStartMs(segment) + (place + 1) * partMs;
}
