import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { createFrameCutter } from './frame-cutter.ts';
import { jointechReader } from './jointech-reader.ts';

// Frames put together by hand from the manual's tables.
const place = '261126083000311800001213600007';
const report = (status = '20e0', serial = '07') =>
  Buffer.from(
    `247500000001191100 34 ${place} 00 10 00000005 09 00000000 ${status} 50 0444 0b32 1c 00 02 0f0f0f0f0f0f0f0f0f0f 0001 01cc 00 ${serial}`.replaceAll(
      ' ',
      '',
    ),
    'hex',
  );
const text = (inner: string) => Buffer.from(`(${inner})`);
const event = text(
  '7500000001,P45,261126,083000,31.30000,N,121.60000,E,A,0,270,2,0,0008627839,0,3,24,5',
);

function cutAll(bytes: Uint8Array, size: number) {
  const cutter = createFrameCutter();
  const cuts = [];
  for (let at = 0; at < bytes.length; at += size) {
    cuts.push(...cutter.push(bytes.subarray(at, at + size)));
  }
  return [...cuts, ...cutter.end()];
}

it('reads a report: place, time, status bits, serial', () => {
  expect(decodeFrame(report())).toMatchObject({
    ok: true,
    message: {
      kind: 'report',
      deviceId: '7500000001',
      model: 0x19,
      dataType: 1,
      fix: { atMs: Date.UTC(2026, 10, 26, 8, 30), latDeg: 31.3, lonDeg: 121.6, fixValid: true },
      status: { ropeInserted: true, motorLocked: true, ackWanted: true, ropeCut: false },
      batteryRaw: 80,
      network: { mcc: 460 },
      serial: 7,
    },
  });
});

it('reads a lock event', () => {
  expect(decodeFrame(event)).toMatchObject({
    ok: true,
    message: {
      command: 'P45',
      said: { kind: 'lock-event', source: 2, verification: 0, wrongPasswords: 3, serial: 24 },
    },
  });
});

it('undoes the escapes of a text last, so that a comma in a password splits nothing', () => {
  const bytes = Buffer.concat([
    text('P44,a').subarray(0, -1),
    Buffer.from('=\x11b,=\x15=\x14=\0)'),
  ]);
  expect(decodeFrame(bytes)).toMatchObject({ message: { fields: ['a,b', '()='] } });
});

it.each([
  ['a start that is none', Buffer.from('25', 'hex'), 'garbage'],
  ['an end that is missing', report().subarray(0, -1), 'truncated'],
  [
    'a digit that is none',
    Buffer.from(report().toString('hex').replace('2611260', 'ee11260'), 'hex'),
    'bad-bcd',
  ],
  ['a text without its end', text('P41,1').subarray(0, -1), 'truncated'],
  ['a text that nobody says', text('hello'), 'bad-text'],
])('refuses %s', (_, bytes, reason) => {
  expect(decodeFrame(bytes)).toEqual({ ok: false, reason });
});

it.each([1, 2, 7, 62, 1000])('cuts reports and texts alike in chunks of %d', (size) => {
  const stream = Buffer.concat([report(), event, text('7500000001,@JT'), report('20c0', '08')]);
  expect(cutAll(stream, size).map(({ ok, bytes }) => [ok, bytes.length])).toEqual([
    [true, 62],
    [true, event.length],
    [true, 16],
    [true, 62],
  ]);
});

it('finds the next frame behind one whose length lies, and behind noise', () => {
  const short = Buffer.concat([report(), Buffer.from('00112233445566', 'hex')]);
  const lost = text('7500000001,P41').subarray(0, -1);
  const stream = Buffer.concat([Buffer.from('noise'), short, lost, event, report('20c0', '09')]);
  for (const size of [1, 13, 1000]) {
    const good = cutAll(stream, size).filter(({ ok }) => ok);
    expect(good.map(({ bytes }) => bytes.length)).toEqual([62, event.length, 62]);
  }
});

it('waits for no text that cannot become one', () => {
  const cutter = createFrameCutter();
  const cuts = cutter.push(Buffer.concat([Buffer.from('(7500'), report()]));
  expect(cuts.filter(({ ok }) => ok)).toHaveLength(1);
});

it('never throws, loses no byte, and holds little', () => {
  const frames = [
    report(),
    event,
    text('7500000001,1,076,WLNET,5,2,xyz'),
    Buffer.from('24', 'hex'),
  ];
  const pieces = fc.array(
    fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.constantFrom<Uint8Array>(...frames)),
    { maxLength: 30 },
  );
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 });
  fc.assert(
    fc.property(pieces, damage, fc.integer({ min: 1, max: 200 }), (parts, hits, size) => {
      const stream = Uint8Array.from(Buffer.concat(parts));
      for (const [at, byte] of hits) if (stream.length > 0) stream[at % stream.length] = byte;
      const cutter = createFrameCutter();
      const cuts = [];
      for (let at = 0; at < stream.length; at += size) {
        cuts.push(...cutter.push(stream.subarray(at, at + size)));
        expect(cutter.heldBytes()).toBeLessThan(8192);
      }
      cuts.push(...cutter.end());
      expect(Buffer.concat(cuts.map(({ bytes }) => bytes)).equals(Buffer.from(stream))).toBe(true);
      jointechReader.read(stream, {});
    }),
  );
});
