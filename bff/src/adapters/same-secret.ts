import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether a device showed its secret. Hashes have one length and compare in constant time; a device
 * that has no secret costs the same comparison and is never let in.
 */
export function isSameSecret(given: string | null, expected: string | null): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const same = timingSafeEqual(hash(given ?? ''), hash(expected ?? ''));
  return same && given !== null && expected !== null && expected !== '';
}
