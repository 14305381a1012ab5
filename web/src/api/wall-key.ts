import type { WallKey } from '@ftz/shared/contract/wall.ts';
import { type DBSchema, openDB } from 'idb';
import { base64url } from '#lib/base64url.ts';

/**
 * The key by which this browser is a screen of the hall. The browser made it, keeps it and gives its
 * private half to nobody, not to this page either (WebCrypto, `extractable: false`).
 */
export type KeyPair = { public: WallKey; sign: (text: string) => Promise<string> };

interface Shelf extends DBSchema {
  key: { key: 'own'; value: CryptoKeyPair };
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const signing = { name: 'ECDSA', hash: 'SHA-256' };

/** Browsers make no keys for pages that came over a connection which anybody may have changed. */
export function canHaveKey(): boolean {
  return globalThis.isSecureContext && crypto.subtle !== undefined;
}

/** The same for as long as this browser's profile lives. */
export async function ownKey(): Promise<KeyPair> {
  const { publicKey, privateKey } = await keptPair();
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey);
  return {
    public: { x, y },
    sign: async (text) => {
      const bytes = await crypto.subtle.sign(signing, privateKey, new TextEncoder().encode(text));
      return base64url(new Uint8Array(bytes));
    },
  };
}

/** Two pages that make one at once end up with one: the second finds what the first put. */
async function keptPair(): Promise<CryptoKeyPair> {
  const db = await openDB<Shelf>('wall-key', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('key'),
  });
  try {
    const known = await db.get('key', 'own');
    if (known) return known;
    const fresh = await crypto.subtle.generateKey(curve, false, ['sign', 'verify']);
    // Without it a full disk may cost the key, and the screen has to be let in again.
    await navigator.storage?.persist?.().catch(() => false);
    const turn = db.transaction('key', 'readwrite');
    const first = await turn.store.get('own');
    if (!first) await turn.store.put(fresh, 'own');
    await turn.done;
    return first ?? fresh;
  } finally {
    db.close();
  }
}
