import type { CameraView } from './camera-view.ts';
import { cutPart } from './cut-part.ts';
import { placeFragment } from './fragment.ts';
import { holdKeyframe } from './hold-keyframe.ts';
import { windowSegments } from './playlist.ts';
import type { SceneLoop } from './scene-loop.ts';
import {
  loopPosition,
  newestSegment,
  type OpenSegment,
  partsPerSegment,
  partTicks,
  segmentTicks,
} from './timeline.ts';

/**
 * How a camera fares. `lost`: the head-end has nothing newer of it than the moment at which it was lost.
 * `frozen`: its encoder is fed one stuck frame, `black`: its lens is covered; both streams run on.
 */
export type CameraState = 'well' | 'lost' | 'frozen' | 'black';

export type Channel = CameraView & {
  loop: SceneLoop;
  state: CameraState;
  /** What its state began with, ms. */
  sinceMs: number;
  /** It hands out the parts of a segment before the segment is complete (low-latency HLS). */
  inParts: boolean;
};

/** Segments outlive their listing by one window (RFC 8216, 6.2.2): a slow viewer is still served. */
export function segmentOf(
  channel: Channel,
  covered: SceneLoop,
  number: number,
  newest: number,
): Uint8Array | null {
  if (number > newest || number <= newest - 2 * windowSegments) return null;
  const fragment = fragmentOf(channel, covered, number);
  if (fragment === undefined) return null;
  const whole = isStuck(channel, number) ? holdKeyframe(fragment, segmentTicks(1)) : fragment;
  return placeFragment(whole, { sequence: number, decodeTicks: segmentTicks(number) });
}

/** Parts outlive their listing as segments do; none is there before its last frame was taken. */
export function partOf(
  channel: Channel,
  covered: SceneLoop,
  { number, part }: { number: number; part: number },
  open: OpenSegment,
): Uint8Array | null {
  const isComplete = number < open.number || (number === open.number && part < open.parts);
  if (!isComplete || part >= partsPerSegment || number <= open.number - windowSegments) return null;
  const fragment = fragmentOf(channel, covered, number);
  if (fragment === undefined) return null;
  const cut = isStuck(channel, number)
    ? holdKeyframe(fragment, partTicks(1))
    : cutPart(fragment, part);
  const sequence = number * partsPerSegment + part;
  return placeFragment(cut, { sequence, decodeTicks: segmentTicks(number) + partTicks(part) });
}

function fragmentOf(channel: Channel, covered: SceneLoop, number: number): Uint8Array | undefined {
  const { loop, shift, state, sinceMs } = channel;
  const sinceNumber = newestSegment(sinceMs) + 1;
  if (state === 'black' && number >= sinceNumber)
    return covered.fragments[loopPosition(number, shift)];
  const shown = isStuck(channel, number) ? sinceNumber : number;
  return loop.fragments[loopPosition(shown, shift)];
}

function isStuck({ state, sinceMs }: Channel, number: number): boolean {
  return state === 'frozen' && number > newestSegment(sinceMs);
}
