import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createChallenge } from './digest.ts';
import { readDigest } from './sip-message.ts';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const realm = '3101150000';
const [user, key, uri] = ['31011500002000000011', 'secret', 'sip:1@3101150000'];

function answerTo(asked: string, change: Record<string, string> = {}, qop?: string) {
  const nonce = readDigest(asked)?.get('nonce') ?? '';
  const counted = qop === undefined ? '' : `00000001:c0ffee:${qop}:`;
  const response = md5(
    `${md5(`${user}:${realm}:${key}`)}:${nonce}:${counted}${md5(`REGISTER:${uri}`)}`,
  );
  const said = { username: user, realm, nonce, uri, response, ...change };
  const more: Record<string, string> =
    qop === undefined ? {} : { qop, nc: '00000001', cnonce: 'c0ffee' };
  return new Map(Object.entries({ ...said, ...more }));
}
const wanted = { method: 'REGISTER', user, key };

it('takes a proof, with and without a counted one, while the challenge is good', () => {
  const challenge = createChallenge(realm);
  const asked = challenge.ask(1_000);
  expect(challenge.judge(answerTo(asked), wanted, 2_000)).toBe('proved');
  expect(challenge.judge(answerTo(asked, {}, 'auth'), wanted, 2_000)).toBe('proved');
  expect(challenge.judge(answerTo(asked), wanted, 1_000 + 5 * 60_000 + 1)).toBe('stale');
});

it.each([
  ['another user', 'wrong', { username: '31011500002000000012' }],
  ['another realm', 'wrong', { realm: 'x' }],
  ['a challenge that was never ours', 'stale', { nonce: 'zz.0123456789abcdef01234567' }],
  ['no response', 'wrong', { response: '' }],
])('judges %s: %s', (_, verdict, change) => {
  const challenge = createChallenge(realm);
  expect(challenge.judge(answerTo(challenge.ask(0), change), wanted, 1)).toBe(verdict);
});

it('refuses another key, another method, and the challenge of another house', () => {
  const challenge = createChallenge(realm);
  const answer = answerTo(challenge.ask(0));
  expect(challenge.judge(answer, { ...wanted, key: 'other' }, 1)).toBe('wrong');
  expect(challenge.judge(answer, { ...wanted, method: 'BYE' }, 1)).toBe('wrong');
  expect(createChallenge(realm).judge(answer, wanted, 1)).toBe('stale');
});
