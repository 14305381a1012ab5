import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createAnswerer } from './answer-request.ts';
import { createChallenge } from './digest.ts';
import { createPlatforms, type Line } from './platforms.ts';
import { readSip } from './sip-message.ts';

const key = 'a key of more than sixteen';
const id = '31011500002000000001';
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

function registration(challenge: string | null): Buffer {
  const nonce = /nonce="([^"]+)"/.exec(challenge ?? '')?.[1];
  const uri = 'sip:3101150000';
  const response = md5(`${md5(`${id}:3101150000:${key}`)}:${nonce}:${md5(`REGISTER:${uri}`)}`);
  const proof = `Authorization: Digest username="${id}", realm="3101150000", nonce="${nonce}", uri="${uri}", response="${response}"\r\n`;
  return Buffer.from(
    `REGISTER ${uri} SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1\r\n` +
      `From: <sip:${id}@3101150000>;tag=1\r\nTo: <sip:${id}@3101150000>\r\nCall-ID: 1\r\n` +
      `CSeq: 1 REGISTER\r\n${nonce === undefined ? '' : proof}Content-Length: 0\r\n\r\n`,
  );
}

it('takes a proof from its first sender again and again, and from nobody else', async () => {
  const host = {
    accept: async () => undefined,
    countFrame: () => undefined,
    keepBadFrame: () => undefined,
    nowMs: () => 1_790_000_000_000,
  };
  const platforms = createPlatforms();
  const challenge = createChallenge('3101150000');
  const settings = { keyOf: () => key, isKnown: () => true };
  const parts = { host, platforms, challenge, tag: 't' };
  const answer = createAnswerer(settings, parts, () => undefined);
  const said: string[] = [];
  const tell = async (bytes: Buffer, remote: string) => {
    const send = (reply: Uint8Array) => void said.push(Buffer.from(reply).toString());
    const line: Line = { transport: 'UDP', remote, send };
    const reading = readSip(bytes);
    if (reading.ok) await answer(reading.message, bytes, line);
    return said.at(-1)?.slice(8, 11);
  };
  expect(await tell(registration(null), '10.0.0.1:5060')).toBe('401');
  const proved = registration(said[0] ?? null);
  expect(await tell(proved, '10.0.0.1:5060')).toBe('200');
  expect(await tell(proved, '10.0.0.1:5060')).toBe('200');
  expect(await tell(proved, '10.0.0.66:5060')).toBe('401');
  expect(platforms.find(id, host.nowMs())?.line.remote).toBe('10.0.0.1:5060');
});
