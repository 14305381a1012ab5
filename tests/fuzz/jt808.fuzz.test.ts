import { decodeFrame } from '@ftz/bff/adapters/jt808/decode.ts';
import { maxBufferedBytes } from '@ftz/bff/adapters/jt808/frame.ts';
import { FrameSplitter } from '@ftz/bff/adapters/jt808/frame-splitter.ts';
import type { Location } from '@ftz/bff/adapters/jt808/location.ts';
import { reportsOf } from '@ftz/bff/adapters/jt808/observe.ts';
import {
  encodeAuthentication,
  encodeBackfill,
  encodeLocation,
  encodeRegistration,
  type Fix,
  messageIds,
} from '@ftz/mock-feeds/feeds/jt808/encode.ts';
import { encodeFrame, type Message } from '@ftz/mock-feeds/feeds/jt808/frame.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';

// The terminals of the simulators against the gateway: two codecs that share no line.

const edition = fc.constantFrom('2013' as const, '2019' as const);
const terminalId = fc
  .integer({ min: 1, max: 999_999_999_999 })
  .map((id) => String(id).padStart(12, '0'));
const flow = fc.nat(0xffff);
const micro = (limit: number) =>
  fc.integer({ min: -limit * 1_000_000, max: limit * 1_000_000 }).map((value) => value / 1e6);
const fix: fc.Arbitrary<Fix> = fc.record({
  atMs: fc.integer({ min: 946_656_000, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
  point: fc.tuple(micro(180), micro(90)),
  speedKph: fc.nat(6553).map((tenths) => tenths / 10),
  headingDeg: fc.nat(359),
  odometerM: fc.nat(10_000_000).map((tenths) => tenths * 100),
  ignition: fc.boolean(),
});

/** Cuts a stream into pieces of the given sizes, again and again. */
function cut(stream: Uint8Array, sizes: number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < stream.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(stream.subarray(at, at + size));
    at += size;
  }
  return chunks;
}
const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });

/** Everything that the gateway does with bytes, short of the socket. */
function readAll(chunks: Uint8Array[]) {
  const splitter = new FrameSplitter();
  const frames = [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
  for (const { bytes } of frames) expect(bytes.length).toBeLessThanOrEqual(maxBufferedBytes);
  return frames.flatMap((frame) => {
    const decoded = frame.ok ? decodeFrame(frame.payload) : null;
    return decoded?.ok ? [decoded] : [];
  });
}

function expectSame(read: Location | undefined, sent: Fix): void {
  expect(read?.lonDeg).toBeCloseTo(sent.point[0], 6);
  expect(read?.latDeg).toBeCloseTo(sent.point[1], 6);
  expect(read?.speedKph).toBeCloseTo(sent.speedKph, 6);
  expect(read?.items.mileageKm).toBeCloseTo(sent.odometerM / 1000, 6);
  expect([read?.atMs, read?.headingDeg, (read?.statusBits ?? 0) & 1]).toEqual([
    sent.atMs,
    sent.headingDeg,
    Number(sent.ignition),
  ]);
}

it('reads the reports that terminals of either edition send, however the stream is cut', () => {
  const reports = fc.array(fc.tuple(fix, edition, terminalId, flow), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(reports, sizes, (sent, pieces) => {
      const stream = sent.map(([at, as, id, number]) => {
        const body = encodeLocation(at, as);
        return encodeFrame({ id: messageIds.location, terminalId: id, flow: number, body }, as);
      });
      const read = readAll(cut(Buffer.concat(stream), pieces));
      expect(read.map(({ header }) => [header.terminalId, header.flow, header.layout])).toEqual(
        sent.map(([, as, id, number]) => [id, number, as]),
      );
      sent.forEach(([at], turn) => {
        const message = read[turn]?.message;
        expectSame(message && reportsOf(message).locations[0], at);
      });
    }),
    { numRuns: 500 },
  );
});

it('reads back-fill in the order in which it was kept', () => {
  fc.assert(
    fc.property(fc.array(fix, { minLength: 1, maxLength: 20 }), edition, (fixes, as) => {
      const body = encodeBackfill(fixes.map((each) => encodeLocation(each, as)));
      const frame: Message = { id: messageIds.locationBatch, terminalId: '1', flow: 0, body };
      const [read] = readAll([encodeFrame(frame, as)]);
      const { locations, backfill } = reportsOf(read?.message ?? { kind: 'heartbeat' });
      expect([locations.length, backfill]).toEqual([fixes.length, true]);
      for (const [turn, each] of fixes.entries()) expectSame(locations[turn], each);
    }),
    { numRuns: 200 },
  );
});

it('reads how terminals of either edition sign on', () => {
  const codes = fc.stringMatching(/^[!-~]{1,40}$/);
  fc.assert(
    fc.property(edition, terminalId, codes, (as, id, code) => {
      const frames = [
        {
          message: messageIds.register,
          body: encodeRegistration({ terminalId: id, plate: '沪A12345' }, as),
        },
        { message: messageIds.authenticate, body: encodeAuthentication(Buffer.from(code), id, as) },
      ].map(({ message, body }) => encodeFrame({ id: message, terminalId: id, flow: 1, body }, as));
      expect(readAll(frames).map(({ message }) => message)).toMatchObject([
        { kind: 'register', edition: as, plate: '沪A12345', makersTerminalId: id.slice(-7) },
        { kind: 'authenticate', authCode: code },
      ]);
    }),
    { numRuns: 300 },
  );
});

it('takes no report that damage has touched', () => {
  const damage = fc.record({ place: fc.nat(), change: fc.integer({ min: 1, max: 255 }) });
  fc.assert(
    fc.property(fix, edition, damage, (at, as, { place, change }) => {
      const body = encodeLocation(at, as);
      const wire = encodeFrame({ id: messageIds.location, terminalId: '1', flow: 1, body }, as);
      const touched = 1 + (place % (wire.length - 2));
      wire[touched] = (wire[touched] ?? 0) ^ change;
      expect(readAll([wire])).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

it('never throws on noise, on flags and escapes in a heap, or on any body', () => {
  const spiky = fc.array(fc.constantFrom(0x7e, 0x7d, 0x01, 0x02, 0x00, 0x40), { maxLength: 120 });
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    spiky.map((bytes) => Uint8Array.from(bytes)),
  );
  fc.assert(
    fc.property(fc.array(noise, { maxLength: 8 }), (chunks) => {
      readAll(chunks);
    }),
    { numRuns: 3000 },
  );
  const ids = fc.oneof(fc.constantFrom(...Object.values(messageIds)), flow);
  fc.assert(
    fc.property(ids, edition, fc.uint8Array({ maxLength: 200 }), (id, as, bytes) => {
      const body = Buffer.from(bytes);
      readAll([encodeFrame({ id, terminalId: '1', flow: 1, body }, as)]);
    }),
    { numRuns: 3000 },
  );
});
