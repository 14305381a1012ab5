import { describe, expect, it } from 'vitest';
import { crc16 } from './crc16.ts';
import { readFrame } from './frame.ts';
import { wrapSpan } from './reply.ts';
import { createSplitter } from './splitter.ts';

const span = '"SIA-DCS"0042R1L2#1001[#1001|Nri1/BA7]_10:20:30,11-22-2026';
const frame = Buffer.from(wrapSpan(span, 'ascii'));
const inner = (bytes: Uint8Array) => bytes.subarray(1, -1);

describe('crc16', () => {
  it('gives the check value of CRC-16/ARC', () => {
    expect(crc16(Buffer.from('123456789'))).toBe(0xbb3d);
  });
});

describe('readFrame', () => {
  it('reads the header and leaves the content alone', () => {
    expect(readFrame(inner(frame))).toEqual({
      ok: true,
      skipped: 0,
      frame: {
        crcFormat: 'ascii',
        crc: crc16(Buffer.from(span)),
        saidLength: span.length,
        length: span.length,
        lengthOk: true,
        id: 'SIA-DCS',
        encrypted: false,
        seq: '0042',
        receiver: '1',
        line: '2',
        account: '1001',
        body: '#1001|Nri1/BA7]_10:20:30,11-22-2026',
      },
    });
  });

  it('reads two binary CRC bytes as well as four digits', () => {
    const reading = readFrame(inner(wrapSpan(span, 'binary')));
    expect(reading).toMatchObject({ ok: true, frame: { crcFormat: 'binary', account: '1001' } });
  });

  it('accepts a lower-case CRC and refuses a changed byte', () => {
    const text = inner(frame).toString();
    const lower = Buffer.from(text.slice(0, 4).toLowerCase() + text.slice(4));
    expect(readFrame(lower).ok).toBe(true);
    expect(readFrame(Buffer.from(text.replace('BA7', 'BA8')))).toEqual({
      ok: false,
      reason: 'bad-crc',
    });
  });

  it('forgives a decimal length, unless it is strict', () => {
    const text = inner(frame).toString();
    const decimal = Buffer.from(
      `${text.slice(0, 4)}0${String(span.length).padStart(3, '0')}${span}`,
    );
    expect(readFrame(decimal)).toMatchObject({ ok: true, frame: { lengthOk: false } });
    expect(readFrame(decimal, true)).toEqual({ ok: false, reason: 'bad-length' });
  });

  it('finds the next frame behind one that lost its end', () => {
    const slice = Buffer.concat([Buffer.from('12AB0034"SIA-DCS"00'), frame.subarray(0, -1)]);
    expect(readFrame(slice)).toMatchObject({ ok: true, skipped: 19, frame: { seq: '0042' } });
  });

  it('knows Osborne-Hoffman when it sees it', () => {
    const reading = readFrame(Buffer.from('0101003CSR0001L0001    XX    [ID00000000]'));
    expect(reading).toEqual({ ok: false, reason: 'osborne-hoffman' });
  });
});

describe('createSplitter', () => {
  it('cuts the same frames however the chunks fall', () => {
    const stream = Buffer.concat([frame, Buffer.from('\r\n'), frame]);
    for (let size = 1; size < stream.length; size += 7) {
      const splitter = createSplitter();
      const slices: Uint8Array[] = [];
      for (let at = 0; at < stream.length; at += size) {
        slices.push(...splitter.push(stream.subarray(at, at + size)).map(({ bytes }) => bytes));
      }
      const read = slices.map((slice) => readFrame(slice)).filter((reading) => reading.ok);
      expect(read).toHaveLength(2);
    }
  });

  it('is not fooled by line ends among binary CRC bytes', () => {
    const crcWith = (byte: number) => {
      for (let n = 0; n < 100_000; n++) {
        const bytes = wrapSpan(`"NULL"0000L0#${String(n).padStart(6, '0')}[]`, 'binary');
        if (bytes[1] === byte || bytes[2] === byte) return bytes;
      }
      throw new Error('no such CRC');
    };
    for (const bytes of [crcWith(0x0d), crcWith(0x0a)]) {
      const [slice] = createSplitter().push(bytes);
      expect(slice && readFrame(slice.bytes)).toMatchObject({ ok: true, frame: { id: 'NULL' } });
    }
  });

  it('hands a run without end out once, skips the rest and finds the next frame', () => {
    const splitter = createSplitter();
    const noise = new Uint8Array(64 * 1024).fill(0x41);
    const first = Array.from({ length: 16 }, () => splitter.push(noise)).flat();
    expect(first.map(({ overflow }) => overflow)).toEqual([true]);
    expect(splitter.heldBytes()).toBe(0);
    const [slice] = splitter.push(frame);
    expect(slice && readFrame(slice.bytes).ok).toBe(true);
  });
});
