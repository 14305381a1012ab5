import { createHash, randomBytes } from 'node:crypto';

/** Who may look, and how he has to prove it. */
export type Login = { username: string; password: string; scheme: 'digest' | 'basic' };

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const realm = 'camera';

/** RFC 2617 as cameras have it in RTSP: Digest without a quality of protection, or Basic. */
export function createLogin({ username, password, scheme }: Login) {
  const nonce = randomBytes(16).toString('hex');
  const basic = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const said = (header: string, name: string) =>
    new RegExp(`\\b${name}="([^"]*)"`).exec(header)?.[1] ?? '';
  return {
    challenge:
      scheme === 'basic' ? `Basic realm="${realm}"` : `Digest realm="${realm}", nonce="${nonce}"`,
    admits: (header: string, method: string, uri: string): boolean => {
      if (scheme === 'basic') return header === basic;
      const identity = md5(`${username}:${realm}:${password}`);
      const expected = md5(`${identity}:${nonce}:${md5(`${method}:${uri}`)}`);
      return said(header, 'uri') === uri && said(header, 'response') === expected;
    },
  };
}
