import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSettling } from './settle-weight.ts';
import { weighbridgeReader } from './weighbridge-reader.ts';
import { readAsciiWeight, readToledo, toledoChecksum, weightFaults } from './weight-frame.ts';
import { createWeightSplitter } from './weight-splitter.ts';

// Written by hand after the continuous output of Toledo indicators: STX, words A, B and C, 6 + 6 digits, CR.
const toledo = (a: number, b: number, c: number, weight: string, tare = '000000') =>
  Buffer.from([0x02, a, b, c, ...Buffer.from(weight + tare), 0x0d]);
const withCheck = (frame: Buffer) => Buffer.from([...frame, toledoChecksum(frame)]);
const xk = (text: string) => {
  const body = Buffer.from(text);
  const check = body.reduce((all, byte) => all ^ byte, 0);
  const hex = check.toString(16).toUpperCase().padStart(2, '0');
  return Buffer.from([0x02, ...body, ...Buffer.from(hex), 0x03]);
};
/** Kilograms, gross, positive, at rest; two decimals of ten mean ones. */
const A = 0x22;
const B = 0x30;
const C = 0x20;

const samplesOf = (bytes: Uint8Array, size = bytes.length) => {
  const splitter = createWeightSplitter();
  const slices = [];
  for (let at = 0; at < bytes.length; at += size)
    slices.push(...splitter.push(bytes.subarray(at, at + size)));
  slices.push(...splitter.end());
  return slices.map(({ reading }) => (reading.ok ? reading.sample : reading.reason));
};

describe('frames', () => {
  it.each([
    ['ST,GS,+0012345kg', { kg: 12_345, stable: true, net: false }],
    ['US,NT,-  12.50 t', { kg: -12_500, stable: false, net: true }],
    ['ST,+00030.1  kg', { kg: 30.1, stable: true }],
    ['OL,GS,+------kg', { overRange: true }],
  ])('reads %s', (line, sample) => {
    expect(readAsciiWeight(line)).toMatchObject({ ok: true, sample });
  });

  it.each([['ST,GS,+00123'.padEnd(30, '4')], ['XX,GS,+1kg'], ['ST,GS,+9999999kg'], ['']])(
    'refuses %j',
    (line) => {
      expect(readAsciiWeight(line)).toEqual({ ok: false, reason: 'form' });
    },
  );

  it.each([
    [toledo(A, B, C, ' 30120'), { kg: 30_120, stable: true }],
    [toledo(0x21, B, C, '003012'), { kg: 30_120 }],
    [toledo(A, B | 0x08, C, '030120'), { stable: false }],
    [toledo(A, B | 0x02, C, '000020'), { kg: -20 }],
    [toledo(A, B | 0x04, C, '------'), { overRange: true }],
    [toledo(0x24, B, C | 2, '003012'), { kg: 30_120 }],
    [toledo(A, 0x20, C, '001000'), { kg: 453.592 }],
  ])('reads Toledo frame %#', (frame, sample) => {
    expect(readToledo(frame, null)).toMatchObject({ ok: true, sample });
    expect(readToledo(frame, toledoChecksum(frame))).toMatchObject({ ok: true, sample });
    expect(readToledo(frame, toledoChecksum(frame) ^ 1)).toEqual({ ok: false, reason: 'checksum' });
  });

  it('cuts each form at every chunk size', () => {
    const frame = toledo(A, B, C, '030120');
    const streams: [Uint8Array, number][] = [
      [Buffer.concat([frame, frame, frame]), 3],
      [Buffer.concat([withCheck(frame), withCheck(frame)]), 2],
      [Buffer.concat([xk('+0301200'), xk('+0301200')]), 2],
      [Buffer.from('ST,GS,+0030120kg\r\nST,GS,+0030120kg\r\n'), 2],
      [Buffer.concat([Buffer.from('noise\r\n'), frame, frame]), 3],
    ];
    for (const [bytes, count] of streams) {
      for (const size of [1, 2, 5, 17, 100]) {
        const samples = samplesOf(bytes, size);
        expect(samples).toHaveLength(count);
        expect(samples.at(-1)).toMatchObject({ kg: 30_120 });
      }
    }
  });

  it('tells a checksum that looks like a start of frame from one', () => {
    const odd = toledo(0x23, B, C, '999999', '000006');
    expect(toledoChecksum(odd)).toBe(0x02);
    const samples = samplesOf(Buffer.concat([withCheck(odd), withCheck(odd)]), 1);
    expect(samples).toHaveLength(2);
    expect(samples[0]).toMatchObject({ stable: true });
  });

  it('is read for people with the place of each frame', () => {
    const bytes = Buffer.concat([Buffer.from('ST,GS,+0000020kg\r\n'), toledo(A, B, C, '030120')]);
    expect(weighbridgeReader.read(bytes, {})).toMatchObject([
      { at: 0, length: 16, ok: true, fields: { kg: 20 } },
      { at: 18, length: 17, ok: true, fields: { kg: 30_120 } },
    ]);
  });

  it('never throws, and holds no more than a line', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 90 }), { maxLength: 10 }), (chunks) => {
        const splitter = createWeightSplitter();
        for (const chunk of chunks) {
          for (const { reading } of splitter.push(chunk)) {
            if (!reading.ok) expect(weightFaults).toContain(reading.reason);
          }
          expect(splitter.heldBytes()).toBeLessThan(200);
        }
        splitter.end();
      }),
    );
  });
});

describe('createSettling', () => {
  const sample = (kg: number, stable: boolean | null = true) => ({
    kg,
    stable,
    overRange: false,
    net: false,
  });
  const run = (...samples: [kg: number, stable: boolean | null, times: number][]) => {
    const settle = createSettling();
    return samples
      .flatMap(([kg, stable, times]) => Array.from({ length: times }, () => sample(kg, stable)))
      .map(settle)
      .filter((said) => said !== null);
  };

  it('says a weight once per vehicle, however long it stands', () => {
    expect(run([0, true, 20], [12_000, false, 8], [30_120, true, 100], [0, true, 5])).toEqual([
      { what: 'weighed', kg: 30_120 },
    ]);
    expect(run([30_120, true, 9], [0, true, 5], [30_120, true, 9])).toHaveLength(2);
  });

  it('waits for stillness where the indicator has no word for it', () => {
    expect(run([30_120, null, 4])).toEqual([]);
    expect(run([30_120, null, 5], [30_130, null, 50])).toEqual([{ what: 'weighed', kg: 30_120 }]);
  });

  it('says that it cannot weigh, once', () => {
    const settle = createSettling();
    const over = { kg: 0, stable: false, overRange: true, net: false };
    expect([over, over, sample(0), over].map(settle)).toEqual([
      { what: 'over-range' },
      null,
      null,
      { what: 'over-range' },
    ]);
  });
});
