import { dollar, headBytes, sizeOfReport } from './binary-report.ts';
import { type Decoding, decodeFrame, type Fault } from './decode.ts';
import { isSensorFrame } from './sensor-frame.ts';
import { close, maxTextBytes, mayBeText, open } from './text-frame.ts';

/** A stretch of the stream: one frame with what it says, or bytes that are none. `at` counts from the first byte. */
export type Cut = { at: number; bytes: Uint8Array } & Decoding;

/** The longest report and what may follow it before it is judged. */
const maxHeldBytes = 4096;

type Step =
  | { take: number; decoding: Decoding }
  /** Skip so many, which are no frame. */
  | { skip: number; reason: Fault }
  | 'more';

/**
 * Cuts a Jointech stream, in which reports delimited by their length and texts in brackets alternate
 * on one socket. Report data may hold any byte, so a bracket inside one opens nothing; what turns out
 * to be damaged is searched for the next beginning that reads. Holds little, and never throws.
 */
export function createFrameCutter() {
  let held: Uint8Array = new Uint8Array(0);
  let at = 0;
  /** Bytes at the head of `held` that are no frame, and why: told in one piece. */
  let noise = 0;
  let noiseReason: Fault = 'garbage';

  function drop(count: number): Uint8Array {
    const bytes = held.slice(0, count);
    held = held.subarray(count);
    at += count;
    return bytes;
  }

  function endNoise(cuts: Cut[]): void {
    if (noise === 0) return;
    const from = at;
    const bytes = drop(noise);
    noise = 0;
    cuts.push({ at: from, bytes, ok: false, reason: noiseReason });
  }

  function addNoise(count: number, reason: Fault, cuts: Cut[]): void {
    if (noise === 0) noiseReason = reason;
    noise += count;
    if (noise >= maxHeldBytes) endNoise(cuts);
  }

  function cut(isEnd: boolean): Cut[] {
    const cuts: Cut[] = [];
    for (;;) {
      const rest = held.subarray(noise);
      if (rest.length === 0) break;
      const step = nextStep(rest, isEnd);
      if (step === 'more') break;
      if ('skip' in step) {
        addNoise(step.skip, step.reason, cuts);
        continue;
      }
      endNoise(cuts);
      const from = at;
      cuts.push({ at: from, bytes: drop(step.take), ...step.decoding });
    }
    // Noise is told at once: who waits for its end may wait for ever.
    endNoise(cuts);
    return cuts;
  }

  return {
    push(chunk: Uint8Array): Cut[] {
      const cuts: Cut[] = [];
      // In pieces, so that a frame is never waited for beyond the bound.
      for (let from = 0; from < chunk.length; from += maxHeldBytes) {
        const piece = chunk.subarray(from, from + maxHeldBytes);
        held = held.length === 0 ? piece.slice() : Buffer.concat([held, piece]);
        cuts.push(...cut(false));
      }
      return cuts;
    },
    /** The stream is over: what waits for its end will never have one. */
    end: (): Cut[] => cut(true),
    heldBytes: () => held.length,
  };
}

function nextStep(rest: Uint8Array, isEnd: boolean): Step {
  if (rest[0] === dollar) return stepAtReport(rest, isEnd);
  if (rest[0] === open) return stepAtText(rest, isEnd);
  const next = rest.findIndex((byte) => byte === dollar || byte === open);
  return { skip: next < 0 ? rest.length : next, reason: 'garbage' };
}

const isBeginning = (byte: number | undefined): boolean => byte === dollar || byte === open;

function stepAtReport(rest: Uint8Array, isEnd: boolean): Step {
  const unfinished: Step = isEnd ? { skip: 1, reason: 'truncated' } : 'more';
  if (rest.length < headBytes) return unfinished;
  const size = sizeOfReport(rest);
  if (size === null) return { skip: 1, reason: 'bad-length' };
  if (!isDeviceId(rest)) return { skip: 1, reason: 'bad-bcd' };
  if (rest.length < size.frameBytes) return unfinished;
  const decoding = decodeFrame(rest.subarray(0, size.frameBytes));
  if (decoding.ok) return { take: size.frameBytes, decoding };
  // Its length holds if a frame, or nothing, follows: then the damage is inside.
  const isBounded = rest.length === size.frameBytes || isBeginning(rest[size.frameBytes]);
  return isBounded ? { take: size.frameBytes, decoding } : { skip: 1, reason: decoding.reason };
}

function isDeviceId(rest: Uint8Array): boolean {
  return rest.subarray(1, 6).every((byte) => byte >> 4 <= 9 && (byte & 0x0f) <= 9);
}

function stepAtText(rest: Uint8Array, isEnd: boolean): Step {
  const end = rest.subarray(0, maxTextBytes).indexOf(close);
  if (end < 0) {
    if (rest.length >= maxTextBytes) return { skip: 1, reason: 'too-long' };
    // What is no text any more will not become one by waiting, and reports may wait behind it.
    const inner = rest.subarray(1);
    if (!isSensorFrame(inner) && !mayBeText(inner)) return { skip: 1, reason: 'bad-text' };
    return isEnd ? { skip: 1, reason: 'truncated' } : 'more';
  }
  const decoding = decodeFrame(rest.subarray(0, end + 1));
  if (decoding.ok) return { take: end + 1, decoding };
  // A text that lost its end swallows what follows: the search goes on inside it.
  const inner = rest.subarray(1, end).findIndex(isBeginning);
  return inner < 0 ? { take: end + 1, decoding } : { skip: inner + 1, reason: decoding.reason };
}
