import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** AES-CBC with a zero vector and no block padding of its own (DC-09 clause 5.4): key of 16, 24 or 32 bytes. */
const zeroVector = new Uint8Array(16);
const cipherNames: Record<number, string> = {
  16: 'aes-128-cbc',
  24: 'aes-192-cbc',
  32: 'aes-256-cbc',
};

/** The clear body without its random padding (all up to the first `|`), or null: wrong key, or not DC-09. */
export function decryptBody(body: string, key: Uint8Array): string | null {
  const name = cipherNames[key.length];
  if (!name || body.length === 0 || !/^(?:[0-9A-Fa-f]{32})+$/.test(body)) return null;
  const decipher = createDecipheriv(name, key, zeroVector).setAutoPadding(false);
  const clear = Buffer.concat([decipher.update(body, 'hex'), decipher.final()]).toString('latin1');
  const bar = clear.indexOf('|');
  const content = clear.slice(bar + 1);
  // Nothing in the block is a check of its own: control bytes or a missing bracket betray a wrong key.
  return bar < 0 || !content.includes(']') || hasControls(content) ? null : content;
}

/** What lies beyond ASCII is text in the panel's own language. */
function hasControls(text: string): boolean {
  return Array.from(text).some((char) => char < ' ' || char === '\x7f');
}

/** Pads in front with random bytes that cannot be mistaken for structure, then encrypts to upper-case hex. */
export function encryptBody(clear: string, key: Uint8Array): string {
  const name = cipherNames[key.length];
  if (!name) throw new Error('an account key has 16, 24 or 32 bytes');
  const padding = 16 - ((clear.length + 1) % 16);
  const noise = Array.from(randomBytes(padding), (byte) => String.fromCharCode(97 + (byte % 26)));
  const cipher = createCipheriv(name, key, zeroVector).setAutoPadding(false);
  const block = `${noise.join('')}|${clear}`;
  const sealed = Buffer.concat([cipher.update(block, 'latin1'), cipher.final()]);
  return sealed.toString('hex').toUpperCase();
}
