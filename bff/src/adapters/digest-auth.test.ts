import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { answerChallenge, readChallenge } from './digest-auth.ts';

const request = { method: 'GET', uri: '/events', username: 'centre', password: 'secret' };
const hash = (name: string, text: string) => createHash(name).update(text).digest('hex');

it.each([
  ['MD5', 'md5'],
  ['SHA-256', 'sha256'],
])('answers %s as RFC 7616 puts it together', (algorithm, name) => {
  const challenge = readChallenge(
    `Digest qop="auth", realm="IP Camera(C1, 2)", nonce="abc", opaque="o", algorithm=${algorithm}, stale="FALSE"`,
  );
  if (!challenge) throw new Error('no challenge');
  const identity = hash(name, 'centre:IP Camera(C1, 2):secret');
  const target = hash(name, 'GET:/events');
  const expected = hash(name, `${identity}:abc:00000001:c0ffee:auth:${target}`);
  const answer = answerChallenge(challenge, request, 'c0ffee');
  expect(answer).toContain(`response="${expected}"`);
  expect(answer).toContain('realm="IP Camera(C1, 2)"');
  expect(answer).not.toContain('secret');
});

it('answers an old challenge without a quality of protection', () => {
  const challenge = readChallenge('Digest realm="r", nonce="n"');
  if (!challenge) throw new Error('no challenge');
  const expected = hash('md5', `${hash('md5', 'centre:r:secret')}:n:${hash('md5', 'GET:/events')}`);
  expect(answerChallenge(challenge, request)).toContain(`response="${expected}"`);
});

it.each([
  '',
  'Basic realm="x"',
  'Digest realm="x"',
  'Digest nonce="n", algorithm=MD4',
  'Digest nonce="n", qop="auth-int"',
])('gives no password away to %s', (header) => expect(readChallenge(header)).toBeNull());
