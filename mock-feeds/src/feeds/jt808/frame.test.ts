import { describe, expect, it } from 'vitest';
import { createFrameReader, encodeFrame } from './frame.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('frames, worked out by hand', () => {
  it('is a 2013 heartbeat: header, XOR checksum, flags', () => {
    // 00^02^00^00^01^38^00^00^00^02^00^05 = 3c
    const frame = encodeFrame(
      { id: 0x0002, terminalId: '013800000002', flow: 5, body: Buffer.alloc(0) },
      '2013',
    );
    expect(frame).toEqual(hex('7e 0002 0000 013800000002 0005 3c 7e'));
  });

  it('is a 2019 heartbeat: bit 14, protocol version 1, twenty digits of phone', () => {
    // 00^02^40^00^01^01^38^01^00^05 = 7e, which the escape turns into 7d 02
    const frame = encodeFrame(
      { id: 0x0002, terminalId: '013800000001', flow: 5, body: Buffer.alloc(0) },
      '2019',
    );
    expect(frame).toEqual(hex('7e 0002 4000 01 00000000013800000001 0005 7d02 7e'));
  });

  it('escapes 7e and 7d of the body, and counts the body before escaping', () => {
    const frame = encodeFrame(
      { id: 0x0200, terminalId: '013800000002', flow: 1, body: hex('30 7e 7d 02') },
      '2013',
    );
    const checksum = [0x02, 0x04, 0x01, 0x38, 0x02, 0x01, 0x30, 0x7e, 0x7d, 0x02].reduce(
      (sum, byte) => sum ^ byte,
    );
    const tail = checksum.toString(16).padStart(2, '0');
    expect(frame).toEqual(hex(`7e 0200 0004 013800000002 0001 30 7d02 7d01 02 ${tail} 7e`));
  });
});

describe('reading what the platform sends', () => {
  // 80^01^00^05^01^38^00^00^00^02^00^07^00^05^00^02^00 = bf
  const reply = hex('7e 8001 0005 013800000002 0007 0005 0002 00 bf 7e');
  const expected = {
    id: 0x8001,
    terminalId: '13800000002',
    flow: 7,
    body: hex('0005 0002 00'),
  };

  it('understands a general reply', () => {
    expect(createFrameReader()(reply)).toEqual([expected]);
  });

  it('understands it cut anywhere, glued together, and with one flag shared', () => {
    for (let cut = 1; cut < reply.length; cut++) {
      const read = createFrameReader();
      const messages = [...read(reply.subarray(0, cut)), ...read(reply.subarray(cut))];
      expect(messages).toEqual([expected]);
    }
    const shared = Buffer.concat([reply, reply.subarray(1)]);
    expect(createFrameReader()(shared)).toEqual([expected, expected]);
  });

  it('drops a frame with a wrong checksum and reads the next', () => {
    const damaged = Buffer.from(reply);
    damaged[12] = 0x55;
    expect(createFrameReader()(Buffer.concat([damaged, reply]))).toEqual([expected]);
  });
});
