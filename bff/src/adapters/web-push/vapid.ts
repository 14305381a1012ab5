import { createECDH, createPrivateKey, sign } from 'node:crypto';

/** By which push services know this house (RFC 8292): base64url, 65 bytes of the point and 32 of the secret. */
export type VapidKeys = { publicKey: string; privateKey: string };

export function makeVapidKeys(): VapidKeys {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  // A secret that begins with zeros comes out shorter than it is.
  const secret = pair.getPrivateKey('hex').padStart(64, '0');
  return {
    publicKey: pair.getPublicKey('base64url'),
    privateKey: Buffer.from(secret, 'hex').toString('base64url'),
  };
}

/** Whether the two belong together. */
export function areVapidKeys({ publicKey, privateKey }: VapidKeys): boolean {
  const secret = Buffer.from(privateKey, 'base64url');
  if (secret.length !== 32) return false;
  try {
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(secret);
    return pair.getPublicKey('base64url') === publicKey;
  } catch {
    return false;
  }
}

/** Twelve hours; a service refuses more than a day (RFC 8292, 2). */
const tokenS = 12 * 3_600;
const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Says who sends, for the value of `Authorization`: a JWT signed with ES256 for the one origin, and the key
 * that the browser subscribed with. `contact` is a mailto: or https: address, or null; Apple insists on one.
 */
export function createVapid(
  keys: VapidKeys,
  contact: string | null,
  nowMs: () => number,
): (endpoint: URL) => string {
  const point = Buffer.from(keys.publicKey, 'base64url');
  const half = (from: number) => point.subarray(from, from + 32).toString('base64url');
  const privateKey = createPrivateKey({
    key: { kty: 'EC', crv: 'P-256', x: half(1), y: half(33), d: keys.privateKey },
    format: 'jwk',
  });
  return ({ origin }) => {
    const claims = { aud: origin, exp: Math.floor(nowMs() / 1_000) + tokenS };
    const told = contact === null ? claims : { ...claims, sub: contact };
    const signed = `${json({ typ: 'JWT', alg: 'ES256' })}.${json(told)}`;
    const signature = sign('sha256', Buffer.from(signed), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `vapid t=${signed}.${signature.toString('base64url')}, k=${keys.publicKey}`;
  };
}
