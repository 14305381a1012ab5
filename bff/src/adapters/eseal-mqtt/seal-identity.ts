import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Which seal a connection has proved to be: user name is the seal's id, password its key. A seal that
 * has no key is spoken for by whoever comes; one that has is spoken for by itself alone.
 */
export function createSealIdentity(keyOf: (sealId: string) => string | null) {
  const proven = new WeakMap<object, string>();
  return {
    /** False: the name has a key, and this is not it. */
    prove(client: object, name: string | null, password: string): boolean {
      const key = name === null ? null : keyOf(name);
      if (name === null || key === null) return true;
      if (!isSame(password, key)) return false;
      proven.set(client, name);
      return true;
    },
    mayBe(client: object, sealId: string): boolean {
      const name = proven.get(client);
      return name === undefined ? keyOf(sealId) === null : name === sealId;
    },
  };
}
export type SealIdentity = ReturnType<typeof createSealIdentity>;

const isSame = (a: string, b: string): boolean => timingSafeEqual(digestOf(a), digestOf(b));
const digestOf = (text: string) => createHash('sha256').update(text).digest();
