import { answerChallenge, readChallenge } from '#adapters/digest-auth.ts';

export type RtspLogin = {
  /** The value of `Authorization` for a request; null while nobody asked for one. */
  authorize: (method: string, uri: string) => string | null;
  /** Takes what an answer 401 asks for; false: it asks for what we cannot give. */
  challenge: (headers: readonly string[]) => boolean;
};

/** Proves who asks, as a camera wants it: Digest where it offers that, else Basic. */
export function createRtspLogin(username: string, password: string): RtspLogin {
  let authorize: RtspLogin['authorize'] = () => null;
  return {
    authorize: (method, uri) => authorize(method, uri),
    challenge: (headers) => {
      if (username === '') return false;
      const digest = headers.map(readChallenge).find((each) => each !== null);
      if (digest) {
        authorize = (method, uri) => answerChallenge(digest, { method, uri, username, password });
        return true;
      }
      if (!headers.some((header) => /^Basic\b/i.test(header))) return false;
      const basic = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      authorize = () => basic;
      return true;
    },
  };
}
