import { decodeFrame } from '@ftz/bff/adapters/perimeter-dc09/decode.ts';
import { readFrame } from '@ftz/bff/adapters/perimeter-dc09/frame.ts';
import { buildReply, wrapSpan } from '@ftz/bff/adapters/perimeter-dc09/reply.ts';
import { fenceCodes } from '@ftz/bff/adapters/perimeter-dc09/signal-codes.ts';
import { createSplitter } from '@ftz/bff/adapters/perimeter-dc09/splitter.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';

/** Everything that a gateway does with bytes, short of the socket. */
function readAll(chunks: Uint8Array[], limitBytes = 4096) {
  const splitter = createSplitter(limitBytes);
  const slices = chunks.flatMap((chunk) => {
    const cut = splitter.push(chunk);
    expect(splitter.heldBytes()).toBeLessThanOrEqual(limitBytes);
    return cut;
  });
  return slices.flatMap(({ bytes }) => {
    const reading = readFrame(bytes);
    if (!reading.ok) return [];
    const decoding = decodeFrame(reading.frame);
    return [
      { frame: reading.frame, codes: decoding.ok ? fenceCodes(decoding.message.content) : null },
    ];
  });
}

const lineBytes = fc.uint8Array({ maxLength: 200 });
/** Bytes that look like the protocol reach further into the decoder than dice do. */
const dialect = fc
  .array(
    fc.constantFrom(
      '"SIA-DCS"',
      '"ADM-CID"',
      '*',
      '0001',
      'R1',
      'L0',
      '#1001',
      '[',
      ']',
      '|',
      'N',
      'ri1',
      '/',
      'BA7',
      '^',
      '_10:00:00,11-22-2026',
      '1130 01 015',
      '\n',
      '\r',
      '0101',
      '0020',
    ),
    { maxLength: 24 },
  )
  .map((parts) => Buffer.from(parts.join('')));

it('never throws on any bytes, nor on any content inside a sound frame', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(lineBytes, dialect), { maxLength: 6 }), (chunks) => {
      readAll(chunks, 512);
    }),
    { numRuns: 3000 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        dialect,
        lineBytes.map((bytes) => Buffer.from(bytes)),
      ),
      (content) => {
        readAll([wrapSpan(`"SIA-DCS"0001L0#1001[${content.toString('latin1')}`, 'ascii')]);
        readAll([wrapSpan(content.toString('latin1'), 'binary')]);
      },
    ),
    { numRuns: 3000 },
  );
});

const report = fc.record({
  seq: fc.integer({ min: 1, max: 9999 }),
  zone: fc.integer({ min: 0, max: 9999 }),
  code: fc.constantFrom('BA', 'BV', 'BR', 'TA', 'TR', 'BT'),
  crcFormat: fc.constantFrom('ascii' as const, 'binary' as const),
});
const spanOf = ({ seq, zone, code }: { seq: number; zone: number; code: string }) =>
  `"SIA-DCS"${String(seq).padStart(4, '0')}L0#1001[#1001|Nri1/${code}${zone}]`;

it('reads what was sent, however the stream is cut, and its own replies', () => {
  fc.assert(
    fc.property(
      fc.array(report, { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
      (reports, sizes) => {
        const stream = Buffer.concat(reports.map((sent) => wrapSpan(spanOf(sent), sent.crcFormat)));
        const chunks: Uint8Array[] = [];
        for (let at = 0, n = 0; at < stream.length; n++) {
          const size = sizes[n % sizes.length] ?? 1;
          chunks.push(stream.subarray(at, at + size));
          at += size;
        }
        const read = readAll(chunks);
        expect(read.map(({ codes }) => codes?.[0])).toMatchObject(
          reports.map(({ zone, code }) => ({ zone, code })),
        );
        for (const { frame } of read) {
          expect(readAll([buildReply('ACK', frame, null)])[0]?.frame.seq).toBe(frame.seq);
        }
      },
    ),
    { numRuns: 300 },
  );
});

it('takes no frame that one changed bit has touched', () => {
  fc.assert(
    fc.property(report, fc.nat(), fc.integer({ min: 0, max: 7 }), (sent, place, bit) => {
      const bytes = Buffer.from(wrapSpan(spanOf(sent), sent.crcFormat));
      // Behind the length, which is forgiven by design, and before the final CR.
      const first = sent.crcFormat === 'ascii' ? 9 : 7;
      const at = first + (place % (bytes.length - 1 - first));
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      expect(readAll([bytes])).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
