import { FrameCutter } from '@ftz/bff/adapters/jt808/frame.ts';
import { blankEnvelope, readEnvelope } from '@ftz/bff/adapters/jt808/header.ts';
import { openFrame } from '@ftz/bff/adapters/jt808/open-frame.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { answerQuestions } from './child-program.ts';
import { ownCpuMs } from './cpu-time.ts';
import { longestFrameBytes, writeLocation } from './location-frames.ts';

/** The decoder of the vehicle gateway beside a loop that only looks for the delimiter. */
export type DecodeSettings = { frames: number; passes: number };
export type DecodeCosts = Record<DecodeSubject, number>;
export type DecodeSubject = 'split' | 'decode' | 'decode, a frame per chunk';

const flag = 0x7e;
/** What eight segments of a network hold: chunks cut frames anywhere. */
const chunkBytes = 8 * 1460;

function framesOf(count: number): Buffer[] {
  const wire = Buffer.alloc(longestFrameBytes);
  const startMs = Date.UTC(2026, 10, 21, 8);
  return Array.from({ length: count }, (_, i) => {
    const end = writeLocation(wire, 0, {
      terminalId: fleetVehicle((i % 10_000) + 1).terminalId,
      flow: i,
      atMs: startMs + Math.floor(i / 100) * 1000,
      lonE6: 121_400_000 + ((i * 104_729) % 500_000),
      latE6: 31_100_000 + ((i * 7919) % 300_000),
      speedDkph: i % 900,
      headingDeg: i % 360,
    });
    return Buffer.from(wire.subarray(0, end));
  });
}

function chunksOf(frames: Buffer[]): Buffer[] {
  const all = Buffer.concat(frames);
  const count = Math.ceil(all.length / chunkBytes);
  return Array.from({ length: count }, (_, i) =>
    all.subarray(i * chunkBytes, (i + 1) * chunkBytes),
  );
}

function countFlags(chunks: Buffer[]): number {
  let flags = 0;
  for (const chunk of chunks) {
    for (let i = 0; i < chunk.length; i++) if (chunk[i] === flag) flags += 1;
  }
  return flags / 2;
}

const envelope = blankEnvelope();
const heard = { terminalId: fleetVehicle(1).terminalId, receivedAtMs: 0 };

/** As a connection of the gateway does: cut, checksum, header, fields. */
function decodeAll(chunks: Buffer[]): number {
  let reports = 0;
  const cutter = new FrameCutter({
    frame: (bytes, from, to) => {
      if (readEnvelope(bytes, from, to, envelope) !== null) return true;
      if (openFrame(bytes, to, envelope, heard).kind === 'reports') reports += 1;
      return true;
    },
    bad: (reason) => {
      throw new Error(`a bad frame: ${reason}`);
    },
  });
  for (const chunk of chunks) cutter.push(chunk);
  return reports;
}

/** Nanoseconds of CPU per frame, of every pass; throws when one did not find every frame. */
function nanosecondsOf(work: () => number, frames: number): number {
  const beforeMs = ownCpuMs();
  const found = work();
  const tookMs = ownCpuMs() - beforeMs;
  if (found !== frames) throw new Error(`found ${found} of ${frames} frames`);
  return (tookMs * 1e6) / frames;
}

answerQuestions({
  measure: ({ frames: count, passes }: DecodeSettings) => {
    const frames = framesOf(count);
    const chunks = chunksOf(frames);
    const subjects: Record<DecodeSubject, () => number> = {
      split: () => countFlags(chunks),
      decode: () => decodeAll(chunks),
      'decode, a frame per chunk': () => decodeAll(frames),
    };
    // By turns, so that a noisy moment of the machine falls on all of them.
    return Array.from({ length: passes }, () =>
      Object.fromEntries(
        Object.entries(subjects).map(([name, work]) => [name, nanosecondsOf(work, count)]),
      ),
    );
  },
});
