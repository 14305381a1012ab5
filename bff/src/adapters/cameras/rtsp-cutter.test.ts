import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRtspCutter, headerOf, type RtspPiece, withoutHeaders } from './rtsp-cutter.ts';

/** A packet, or an answer with a body, and what it should be cut into. */
const packet = fc.uint8Array({ maxLength: 300 }).map((body) => {
  const bytes = Buffer.concat([Buffer.from([0x24, 0, body.length >> 8, body.length & 0xff]), body]);
  return { bytes, said: bytes.toString('hex') };
});
const message = fc.tuple(fc.nat(99), fc.uint8Array({ maxLength: 300 })).map(([cseq, body]) => {
  const head = `RTSP/1.0 200 OK\r\nCSeq: ${cseq}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(head), body]);
  return { bytes, said: `${cseq} ${Buffer.from(body).toString('hex')}` };
});

const saidBy = (piece: RtspPiece) =>
  piece.kind === 'packet'
    ? piece.bytes.toString('hex')
    : `${headerOf(piece.lines, 'cseq')} ${piece.body.toString('hex')}`;

it('finds every message and packet, in whatever chunks they come', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(packet, message), { maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }),
      (pieces, sizes) => {
        const stream = Buffer.concat(pieces.map(({ bytes }) => bytes));
        const cut = createRtspCutter();
        const said: string[] = [];
        for (let at = 0, i = 0; at < stream.length; i += 1) {
          const size = sizes[i % sizes.length] ?? 1;
          said.push(...cut(stream.subarray(at, at + size)).map(saidBy));
          at += size;
        }
        expect(said).toEqual(pieces.map((piece) => piece.said));
      },
    ),
  );
});

it.each([
  ['a head without end', 'X'.repeat(17_000)],
  ['a body that nobody needs', 'RTSP/1.0 200 OK\r\nContent-Length: 900000000\r\n\r\n'],
  ['a length that is none', 'RTSP/1.0 200 OK\r\nContent-Length: many\r\n\r\n'],
])('ends on %s', (_, text) => {
  const cut = createRtspCutter();
  expect(() => cut(Buffer.from(text))).toThrow(RangeError);
});

it('leaves the first line and other headers alone', () => {
  const lines = ['PLAY rtsp://a RTSP/1.0', 'CSeq: 4', 'Authorization: Basic x', 'Range: npt=0-'];
  expect(withoutHeaders(lines, 'cseq', 'authorization')).toEqual([lines[0], lines[3]]);
});
