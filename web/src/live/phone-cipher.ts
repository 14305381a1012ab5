export type Sealed = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer };

/** Seals with AES-GCM, each time anew, under one key. */
export function cipherOf(key: CryptoKey) {
  const seal = async (bytes: BufferSource): Promise<Sealed> => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes) };
  };
  const open = ({ iv, bytes }: Sealed): Promise<ArrayBuffer> =>
    crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes);
  return {
    seal,
    open,
    sealJson: (value: object) => seal(new TextEncoder().encode(JSON.stringify(value))),
    openJson: async (kept: Sealed): Promise<unknown> =>
      JSON.parse(new TextDecoder().decode(await open(kept))),
  };
}

/** The browser holds it and gives it to nobody. */
export const newKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
