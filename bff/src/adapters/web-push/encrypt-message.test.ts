import { describe, expect, it } from 'vitest';
import { areReaderKeys, encryptMessage, mostTextBytes } from './encrypt-message.ts';

/** RFC 8291, Appendix A. */
const example = {
  text: 'When I grow up, I want to be a watermelon',
  reader: {
    p256dh:
      'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
  privateKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  message:
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};
const bytes = (text: string) => Buffer.from(text, 'base64url');

describe('encryptMessage', () => {
  it('writes the example of the RFC byte by byte', () => {
    const { text, reader, privateKey, salt, message } = example;
    const chance = { privateKey: bytes(privateKey), salt: bytes(salt) };
    const written = encryptMessage(reader, Buffer.from(text), chance, 0);
    expect(written.toString('base64url')).toBe(message);
  });

  it('is never the same, and of one length whatever it says', () => {
    const write = (text: string) => encryptMessage(example.reader, Buffer.from(text));
    expect(write('a')).not.toEqual(write('a'));
    expect(write('a'.repeat(200)).length).toBe(write('').length);
  });

  it('fits into what every push service takes, and says no to more', () => {
    const write = (length: number) => encryptMessage(example.reader, Buffer.alloc(length));
    expect(mostTextBytes).toBe(3_993);
    expect(write(mostTextBytes).length).toBe(4_096);
    expect(() => write(mostTextBytes + 1)).toThrow(RangeError);
  });
});

it('takes keys of a reader that have their length and lie on the curve', () => {
  const { p256dh, auth } = example.reader;
  const point = bytes(p256dh);
  const changed = (at: number, to: number) => {
    const other = Buffer.from(point);
    other[at] = to;
    return other.toString('base64url');
  };
  expect(areReaderKeys({ p256dh, auth })).toBe(true);
  expect(areReaderKeys({ p256dh: changed(64, 0), auth })).toBe(false);
  expect(areReaderKeys({ p256dh: changed(0, 2), auth })).toBe(false);
  expect(areReaderKeys({ p256dh: point.subarray(0, 64).toString('base64url'), auth })).toBe(false);
  expect(areReaderKeys({ p256dh, auth: bytes(auth).subarray(1).toString('base64url') })).toBe(
    false,
  );
  expect(areReaderKeys({ p256dh: Buffer.alloc(65).toString('base64url'), auth })).toBe(false);
});
