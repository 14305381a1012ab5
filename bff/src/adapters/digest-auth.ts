import { createHash, randomBytes } from 'node:crypto';

/** What a server asked for (RFC 7616): MD5, as the cameras have it, or SHA-256. */
export type DigestChallenge = {
  realm: string;
  nonce: string;
  opaque: string | null;
  qop: boolean;
  algorithm: 'MD5' | 'SHA-256';
};

/** Null when it asks for something else than Digest. */
export function readChallenge(header: string): DigestChallenge | null {
  const digest = /\bDigest\s+(.*)$/is.exec(header)?.[1];
  if (digest === undefined) return null;
  const parameters = new Map(
    [...digest.slice(0, 2000).matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/g)].map(
      ([, name = '', quoted, bare = '']) => [name.toLowerCase(), quoted ?? bare],
    ),
  );
  const nonce = parameters.get('nonce');
  const algorithm = (parameters.get('algorithm') ?? 'MD5').toUpperCase();
  if (!nonce || (algorithm !== 'MD5' && algorithm !== 'SHA-256')) return null;
  const qop = parameters.get('qop');
  // Only the integrity of the body could be asked for alone, and nobody does.
  if (qop !== undefined && !/(^|[\s,])auth($|[\s,])/.test(qop)) return null;
  return {
    realm: parameters.get('realm') ?? '',
    nonce,
    opaque: parameters.get('opaque') ?? null,
    qop: qop !== undefined,
    algorithm,
  };
}

/** The value of `Authorization` for one request. */
export function answerChallenge(
  challenge: DigestChallenge,
  request: { method: string; uri: string; username: string; password: string },
  cnonce = randomBytes(12).toString('hex'),
): string {
  const { realm, nonce, opaque, qop, algorithm } = challenge;
  const { method, uri, username, password } = request;
  const hash = (text: string) =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  const [identity, target] = [hash(`${username}:${realm}:${password}`), hash(`${method}:${uri}`)];
  const count = '00000001';
  const response = qop
    ? hash(`${identity}:${nonce}:${count}:${cnonce}:auth:${target}`)
    : hash(`${identity}:${nonce}:${target}`);
  const parts = [
    `username="${username}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(qop ? ['qop=auth', `nc=${count}`, `cnonce="${cnonce}"`] : []),
    ...(opaque === null ? [] : [`opaque="${opaque}"`]),
  ];
  return `Digest ${parts.join(', ')}`;
}
