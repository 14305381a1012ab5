/**
 * The AES key of an account as a technician writes it: 16, 24 or 32 bytes in hex, as panels show it, or
 * in base64url, as this house makes them up. Null: it is no such key.
 */
export function accountKey(text: string): Uint8Array | null {
  const isHex = /^[0-9a-f]+$/i.test(text) && [32, 48, 64].includes(text.length);
  const key = Buffer.from(text, isHex ? 'hex' : 'base64url');
  return [16, 24, 32].includes(key.length) ? key : null;
}
