import type { CameraLink } from '#adapters/camera-link.ts';
import { answerChallenge, readChallenge } from '#adapters/digest-auth.ts';

type Asked = {
  method: 'GET' | 'PUT';
  headers?: Record<string, string>;
  body?: string;
  signal: AbortSignal;
};

/**
 * Asks a camera: the first request is refused with a challenge, the second answers it. No redirect is
 * followed: only the configured address was allowed.
 */
export async function fetchWithDigest(
  link: CameraLink,
  path: string,
  asked: Asked,
): Promise<Response> {
  const url = new URL(`${link.url.replace(/\/+$/, '')}${path}`);
  const ask = (more: Record<string, string>) =>
    fetch(url, { ...asked, headers: { ...asked.headers, ...more }, redirect: 'error' });
  const refusal = await ask({});
  if (refusal.status !== 401) return refusal;
  await refusal.body?.cancel();
  const challenge = readChallenge(refusal.headers.get('www-authenticate') ?? '');
  if (!challenge) throw new Error('the camera asks for no digest');
  const uri = `${url.pathname}${url.search}`;
  const { method } = asked;
  return ask({ authorization: answerChallenge(challenge, { method, uri, ...link }) });
}
