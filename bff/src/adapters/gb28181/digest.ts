import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The challenge of one house: each is good for some minutes, and nothing is kept of those given out. */
export type Challenge = {
  /** The value of `WWW-Authenticate`. */
  ask: (nowMs: number) => string;
  /**
   * Whether `answer` proves that its sender has the key of `user`. `stale`: it answers no challenge of
   * now, as a platform does that registers again with an old one; it is to be asked anew.
   */
  judge: (
    answer: ReadonlyMap<string, string>,
    wanted: { method: string; user: string; key: string },
    nowMs: number,
  ) => 'proved' | 'stale' | 'wrong';
};

const goodForMs = 5 * 60_000;
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/**
 * HTTP digest (RFC 2617) as GB/T 28181 registers by: MD5, because every platform in the field speaks
 * only that. The key itself never travels; it should be long, which keys of this house are.
 */
export function createChallenge(realm: string): Challenge {
  const secret = randomBytes(32);
  const sealOf = (time: string) =>
    createHmac('sha256', secret).update(time).digest('hex').slice(0, 24);

  function isOurs(nonce: string, nowMs: number): boolean {
    const [time = '', seal = ''] = nonce.split('.');
    const ageMs = nowMs - Number.parseInt(time, 36);
    return isSame(seal, sealOf(time)) && ageMs >= 0 && ageMs <= goodForMs;
  }

  return {
    ask: (nowMs) => {
      const time = nowMs.toString(36);
      return `Digest realm="${realm}", nonce="${time}.${sealOf(time)}", algorithm=MD5`;
    },
    judge: (answer, { method, user, key }, nowMs) => {
      const nonce = answer.get('nonce') ?? '';
      if (!isOurs(nonce, nowMs)) return 'stale';
      if (answer.get('username') !== user || answer.get('realm') !== realm) return 'wrong';
      const secrets = md5(`${user}:${realm}:${key}`);
      const asked = md5(`${method}:${answer.get('uri') ?? ''}`);
      const qop = answer.get('qop');
      const counted =
        qop === undefined ? '' : `${answer.get('nc') ?? ''}:${answer.get('cnonce') ?? ''}:${qop}:`;
      const expected = md5(`${secrets}:${nonce}:${counted}${asked}`);
      return isSame(answer.get('response') ?? '', expected) ? 'proved' : 'wrong';
    },
  };
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
