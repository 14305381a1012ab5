import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longestPacket } from './packet.ts';
import { createPacketCutter } from './packet-cutter.ts';

/** One packet of a picture, written by hand after table 19; `sim` is 12 or 20 digits. */
function packet(sequence: number, body: Uint8Array, sim = '013800000007'): Buffer {
  const tail = Buffer.alloc(16);
  tail[0] = 1;
  tail.writeBigUInt64BE(1_700_000_000_000n, 2);
  tail.writeUInt16BE(body.length, 14);
  const head = Buffer.from([0x30, 0x31, 0x63, 0x64, 0x81, 0xe2, sequence >> 8, sequence & 0xff]);
  return Buffer.concat([head, Buffer.from(sim, 'hex'), tail, body]);
}

function cutIn(chunks: readonly Uint8Array[]) {
  const cut = createPacketCutter();
  return chunks
    .flatMap(cut)
    .map((piece) =>
      piece.ok ? [piece.packet.sequence, Buffer.from(piece.body).toString('hex')] : 'no packet',
    );
}

function chunksOf(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0, i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

it.each(['013800000007', '00000000013800000007'])(
  'finds every packet of %s, in whatever chunks they come',
  (sim) => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 950 }), { minLength: 2, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 1_500 }), { minLength: 1, maxLength: 6 }),
        (bodies, sizes) => {
          const stream = Buffer.concat(bodies.map((body, i) => packet(i, body, sim)));
          const expected = bodies.map((body, i) => [i, Buffer.from(body).toString('hex')]);
          expect(cutIn(chunksOf(stream, sizes))).toEqual(expected);
        },
      ),
    );
  },
);

it('tells a mark inside a picture from a packet', () => {
  const inner = Buffer.concat([
    Buffer.from([1, 2]),
    Buffer.from('30316364', 'hex'),
    Buffer.alloc(40),
  ]);
  const stream = Buffer.concat([packet(1, inner), packet(2, Buffer.from([9]))]);
  expect(cutIn(chunksOf(stream, [7]))).toEqual([
    [1, inner.toString('hex')],
    [2, '09'],
  ]);
});

it('finds the next packet behind bytes that are none, and holds back no more than one', () => {
  const two = [packet(5, Buffer.from([1])), packet(6, Buffer.from([2]))];
  expect(cutIn([Buffer.concat([Buffer.from('garbage'), ...two])])).toEqual([
    'no packet',
    [5, '01'],
    [6, '02'],
  ]);
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3_000 }), { maxLength: 12 }), (chunks) => {
      const cut = createPacketCutter();
      const given = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      const taken = chunks.flatMap(cut).reduce((sum, piece) => {
        return sum + (piece.ok ? piece.packet.headerBytes + piece.body.length : piece.bytes.length);
      }, 0);
      expect(given - taken).toBeLessThanOrEqual(longestPacket + 4);
    }),
  );
});
