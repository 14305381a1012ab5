import { expect, it } from 'vitest';
import {
  decodeChallenge,
  decodeLine,
  encodeAscii,
  encodeHello,
  encodeLine,
  encodeRegistration,
  encodeToledo,
} from './encode.ts';

it('greets, and hears the nonce of a challenge', () => {
  expect(encodeHello('D1')).toBe('HELLO D1\n');
  expect(decodeChallenge(`CHALLENGE ${'a'.repeat(32)}`)).toBe('a'.repeat(32));
  expect(decodeChallenge('CHALLENGE me')).toBeNull();
});

it('signs the bytes of its words, and believes the centre alone', () => {
  const line = encodeLine('key', 'nonce', { type: 'heartbeat', n: 1 });
  expect(line).toMatch(/^[0-9a-f]{64} \{"type":"heartbeat","n":1\}\n$/);
  // Its own line, played back, is not the centre's.
  expect(decodeLine('key', 'nonce', line.trimEnd())).toBeNull();
});

it('registers with a code of sixteen digits', () => {
  expect(encodeRegistration('key', 'D1')).toMatch(/^FTZREG D1 [0-9a-f]{16}\n$/);
});

it('writes what indicators write', () => {
  expect(encodeAscii({ kg: 30_120, moving: false }).toString()).toBe('ST,GS,+0030120kg\r\n');
  const frame = encodeToledo({ kg: 30_120, moving: true });
  expect(Buffer.from(frame).toString('hex')).toBe('022238202033303132302020202020300d11');
  expect(frame.reduce((sum, byte) => sum + byte, 0) % 128).toBe(0);
});
