import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jt1078Reader } from './jt1078-reader.ts';

type Wanted = { kind?: number; part?: number; sim?: string; body?: Uint8Array; seq?: number };

/** JT/T 1078-2016, table 19, by hand. */
function packet({
  kind = 0,
  part = 0,
  sim = '013912345678',
  body = Buffer.from([1, 2]),
  seq = 7,
}: Wanted) {
  const time = kind === 4 ? '' : '000001942d1a2b3c';
  const intervals = kind < 3 ? '02800028' : '';
  const head = `3031636481e2${seq.toString(16).padStart(4, '0')}${sim}02${kind}${part}`;
  const length = body.length.toString(16).padStart(4, '0');
  return Buffer.concat([Buffer.from(head + time + intervals + length, 'hex'), body]);
}
const read = (...parts: Uint8Array[]) => jt1078Reader.read(Buffer.concat(parts), {});
const lengths = (...parts: Uint8Array[]) =>
  read(...parts).map((reading) => (reading.ok ? reading.length : reading.reason));

it('reads the three lengths of header', () => {
  const [video] = read(packet({ kind: 0, part: 1 }));
  expect(video).toMatchObject({
    kind: 'key-frame',
    fields: { headerBytes: 30, part: 'first', channel: 2, sinceKeyFrameMs: 640, sinceFrameMs: 40 },
  });
  expect(read(packet({ kind: 3 }))[0]).toMatchObject({
    kind: 'audio',
    fields: { headerBytes: 26, timestampMs: 0x1942d1a2b3c, sinceFrameMs: null },
  });
  expect(read(packet({ kind: 4 }))[0]).toMatchObject({
    kind: 'passed-through',
    fields: { headerBytes: 18, timestampMs: null },
  });
});

it('reads the ten bytes of a SIM number of 2019, alone and in a stream', () => {
  const sim = '00000000013912345678';
  const long = packet({ sim, body: Buffer.alloc(40, 9) });
  for (const readings of [read(long), read(long, packet({ sim, seq: 8 }))]) {
    expect(readings[0]).toMatchObject({ ok: true, length: 74, fields: { sim, bodyBytes: 40 } });
  }
});

it('finds its way back after damage, and is not misled by a mark inside a picture', () => {
  const picture = packet({
    body: Buffer.concat([Buffer.alloc(9), Buffer.from('30316364', 'hex')]),
  });
  expect(lengths(picture, packet({}))).toEqual([43, 32]);
  expect(lengths(Buffer.from('noise'), packet({}))).toEqual(['bad-magic', 32]);
  const longer = packet({ body: Buffer.alloc(20) });
  longer.writeUInt16BE(60, 28);
  expect(lengths(longer, packet({}), packet({}))).toEqual(['bad-header', 32, 32]);
});

it('says what is cut off', () => {
  for (let length = 1; length < 32; length += 1) {
    expect(lengths(packet({}).subarray(0, length))).toEqual(['truncated']);
  }
  expect(read()).toEqual([]);
});

it('never throws and accounts for every byte', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.constantFrom(packet({}), packet({ kind: 3 }), Buffer.from('30316364', 'hex')),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const bytes = Buffer.concat(pieces);
      const readings = jt1078Reader.read(bytes, {});
      expect(readings.reduce((sum, { length }) => sum + length, 0)).toBe(bytes.length);
    }),
  );
});
