import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { maxBufferedBytes } from './frame.ts';
import { type Frame, FrameSplitter } from './frame-splitter.ts';
import { wrapFrame } from './wire-writer.ts';

const payloads = fc.uint8Array({ minLength: 12, maxLength: 80 });
/** Bytes among which flags and escapes are common. */
const spiky = fc
  .uint8Array({ max: 3, maxLength: 80 })
  .map((bytes) => bytes.map((byte) => [0x7e, 0x7d, 0x01, 0x02][byte] as number));

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

function joinBytes(parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** Cuts bytes at the given places, in whatever order they come. */
function cutAt(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  return sorted.slice(1).map((to, at) => bytes.subarray(sorted[at], to));
}

function split(chunks: Uint8Array[]): Frame[] {
  const splitter = new FrameSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}

const reasonsOf = (frames: Frame[]): string[] =>
  frames.map((frame) => (frame.ok ? 'ok' : frame.reason));

describe('FrameSplitter', () => {
  it('gives the same frames wherever the network cuts', () => {
    const streams = fc.array(fc.oneof(payloads.map(wrapFrame), spiky, fc.uint8Array()), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(streams, fc.array(fc.nat()), (parts, places) => {
        const stream = joinBytes(parts);
        expect(split(cutAt(stream, places))).toEqual(split([stream]));
      }),
    );
  });

  it('returns every payload that was wrapped, flags and escapes inside included', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(payloads, spiky), { minLength: 1 }), (all) => {
        const frames = split([joinBytes(all.map(wrapFrame))]);
        expect(frames.map((frame) => frame.ok && frame.payload)).toEqual(all);
      }),
    );
  });

  it('never throws and never loses a byte on random input', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(spiky, fc.uint8Array({ maxLength: 200 }))), (chunks) => {
        const frames = split(chunks);
        for (const frame of frames) if (frame.ok) decodeFrame(frame.payload);
        const flags = joinBytes(chunks).filter((byte) => byte === 0x7e).length;
        const kept = frames.reduce((sum, frame) => sum + frame.bytes.length, 0);
        expect(kept + flags).toBe(joinBytes(chunks).length);
      }),
    );
  });

  it('catches every single changed byte', () => {
    fc.assert(
      fc.property(
        payloads,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (payload, place, change) => {
          const wire = wrapFrame(payload);
          const at = 1 + (place % (wire.length - 2));
          wire[at] = (wire[at] as number) ^ change;
          for (const frame of split([wire])) {
            // An escape may turn into another one of the same sum; the bytes then differ by design.
            if (frame.ok) expect(frame.payload).not.toEqual(payload);
          }
        },
      ),
    );
  });

  it('ends one frame and begins the next with a shared flag', () => {
    const wire = wrapFrame(Uint8Array.of(1, 2, 3));
    const shared = joinBytes([wire, wire.subarray(1)]);
    expect(reasonsOf(split([shared]))).toEqual(['ok', 'ok']);
  });

  it('starts anew at the next flag after damage', () => {
    const good = wrapFrame(Uint8Array.of(9, 9));
    const stream = joinBytes([bytesOf('7e0102037d057e'), good, bytesOf('0102'), good]);
    expect(reasonsOf(split([stream]))).toEqual(['bad-escape', 'ok', 'bad-checksum', 'ok']);
  });

  it('says why it refuses', () => {
    expect(reasonsOf(split([bytesOf('0102037e')]))).toEqual(['no-frame']);
    expect(reasonsOf(split([bytesOf('7e0102047e')]))).toEqual(['bad-checksum']);
    expect(reasonsOf(split([bytesOf('7e01027d7e')]))).toEqual(['bad-escape']);
    expect(reasonsOf(split([bytesOf('7e0102')]))).toEqual(['truncated']);
    expect(reasonsOf(split([bytesOf('0102')]))).toEqual(['no-frame']);
    expect(reasonsOf(split([bytesOf('7e7e7e')]))).toEqual([]);
  });

  it('reports a megabyte without a flag once, and reads on after it', () => {
    const noise = new Uint8Array(1 << 20).fill(0x55);
    const good = wrapFrame(Uint8Array.of(4, 5, 6));
    for (const size of [1000, 65_536, 1 << 20]) {
      const chunks = cutAt(joinBytes([Uint8Array.of(0x7e), noise, good]), []).flatMap((all) =>
        Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
          all.subarray(at * size, (at + 1) * size),
        ),
      );
      const frames = split(chunks);
      expect(reasonsOf(frames)).toEqual(['overflow', 'ok']);
      expect(frames[0]?.bytes.length).toBe(maxBufferedBytes);
    }
  });

  it('copies what it refuses, whatever kind of array the network hands in', () => {
    const chunk = Buffer.from('7e0102047e', 'hex');
    const [frame] = new FrameSplitter().push(chunk);
    chunk.fill(0);
    expect(frame?.bytes).toEqual(Uint8Array.of(1, 2, 4));
  });
});
