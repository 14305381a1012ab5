import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSipCutter } from './sip-cutter.ts';

const message = (body: string) =>
  `MESSAGE sip:1@2 SIP/2.0\r\nCall-ID: ${body.length}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const bodies = ['', 'one', '\r\n\r\n', 'SIP/2.0 200 OK\r\n\r\n'];
const stream = Buffer.from(`\r\n\r\n${bodies.map(message).join('\r\n')}`);

it('cuts the same messages however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 20 }), (sizes) => {
      const cutter = createSipCutter();
      const found: string[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? stream.length;
        for (const piece of cutter.push(stream.subarray(at, at + size))) {
          found.push(piece.ok ? Buffer.from(piece.message.body).toString() : piece.reason);
        }
        at += size;
      }
      expect(found).toEqual(bodies);
    }),
  );
});

it.each([
  ['x'.repeat(9_000), 'too-long'],
  ['GET / HTTP/1.1\r\n\r\n', 'not-sip'],
  ['MESSAGE sip:1@2 SIP/2.0\r\nContent-Length: -1\r\n\r\n', 'bad-content-length'],
])('gives a stream up that is none', (text, reason) => {
  const [piece] = createSipCutter().push(Buffer.from(text));
  expect(piece).toMatchObject({ ok: false, reason });
});
