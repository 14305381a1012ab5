import { createHash, randomBytes } from 'node:crypto';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** The challenge of a camera (RFC 7616 with MD5), and whether a request answers it. */
export function createDigestGuard(realm: string) {
  const nonces: string[] = [];
  return {
    challenge: (): string => {
      const nonce = randomBytes(16).toString('hex');
      nonces.push(nonce);
      if (nonces.length > 64) nonces.shift();
      return `Digest qop="auth", realm="${realm}", nonce="${nonce}", opaque="${md5(realm)}", algorithm="MD5"`;
    },
    admits: (
      header: string | undefined,
      request: { method: string; uri: string; username: string; password: string },
    ): boolean => {
      const said = new Map(
        [...(header ?? '').matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(
          ([, name = '', quoted, bare = '']) => [name, quoted ?? bare],
        ),
      );
      const nonce = said.get('nonce') ?? '';
      const { method, uri, username, password } = request;
      if (!nonces.includes(nonce) || said.get('uri') !== uri) return false;
      const identity = md5(`${username}:${realm}:${password}`);
      const middle = `${nonce}:${said.get('nc')}:${said.get('cnonce')}:${said.get('qop')}`;
      const expected = md5(`${identity}:${middle}:${md5(`${method}:${uri}`)}`);
      return said.get('username') === username && said.get('response') === expected;
    },
  };
}
