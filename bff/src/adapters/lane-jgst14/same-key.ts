import { createHash, timingSafeEqual } from 'node:crypto';

/** Hashes have one length and compare in constant time; a stranger costs the same comparison. */
export function isSameKey(given: string | null, expected: string | null): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const same = timingSafeEqual(hash(given ?? ''), hash(expected ?? ''));
  return same && given !== null && expected !== null && expected !== '';
}
