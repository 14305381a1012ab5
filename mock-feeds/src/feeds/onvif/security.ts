import { createHash } from 'node:crypto';

const longestDriftMs = 5_000;

/**
 * Checks a WS-Security UsernameToken with a password digest, as cameras do: one that was not made at the
 * camera's own time is refused, and one that was shown before as well.
 */
export function createTokenGuard() {
  const shown = new Set<string>();
  return (
    envelope: string,
    { username, password, nowMs }: { username: string; password: string; nowMs: number },
  ): boolean => {
    const text = (name: string) =>
      new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)</`).exec(envelope)?.[1] ?? '';
    const [created, nonce] = [text('Created'), text('Nonce')];
    const digest = createHash('sha1')
      .update(Buffer.from(nonce, 'base64'))
      .update(created)
      .update(password)
      .digest('base64');
    const isNow = Math.abs(Date.parse(created) - nowMs) <= longestDriftMs;
    const admitted =
      isNow && !shown.has(nonce) && text('Username') === username && text('Password') === digest;
    if (admitted) shown.add(nonce);
    return admitted;
  };
}
