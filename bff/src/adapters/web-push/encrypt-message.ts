import { createCipheriv, createECDH, ECDH, hkdfSync, randomBytes } from 'node:crypto';
import type { PushAddress } from '@ftz/shared/contract/push.ts';

/** A push service need not take more than 4,096 bytes (RFC 8291, 4): one record, and nothing after it. */
const recordBytes = 4_096;
const saltBytes = 16;
const pointBytes = 65;
const tagBytes = 16;
const headerBytes = saltBytes + 4 + 1 + pointBytes;
/** What is left for the text, with the one byte that ends it. */
export const mostTextBytes = recordBytes - headerBytes - tagBytes - 1;
/** Every message of ours is made as long as the longest: its length says nothing of what happened. */
const evenBytes = 256;

const bytesOf = (text: string) => Buffer.from(text, 'base64url');
const derive = (secret: Uint8Array, salt: Uint8Array, info: string | Uint8Array, length: number) =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/** Whether both keys have their length (RFC 8291, 3.1) and the point lies on the curve. */
export function areReaderKeys({ p256dh, auth }: Pick<PushAddress, 'p256dh' | 'auth'>): boolean {
  const point = bytesOf(p256dh);
  if (point.length !== pointBytes || point[0] !== 4 || bytesOf(auth).length !== 16) return false;
  try {
    ECDH.convertKey(point, 'prime256v1');
    return true;
  } catch {
    return false;
  }
}

/** Chosen anew for each message; given by tests alone. */
export type Chance = { privateKey: Uint8Array; salt: Uint8Array };

function freshChance(): Chance {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return { privateKey: pair.getPrivateKey(), salt: randomBytes(saltBytes) };
}

/**
 * What only the browser behind these keys reads (RFC 8291, `aes128gcm` of RFC 8188): the header with our
 * key of this one message, then one record. Throws when the text has more than `mostTextBytes`.
 */
export function encryptMessage(
  { p256dh, auth }: Pick<PushAddress, 'p256dh' | 'auth'>,
  text: Uint8Array,
  { privateKey, salt }: Chance = freshChance(),
  padTo = evenBytes,
): Buffer {
  if (text.length > mostTextBytes)
    throw new RangeError(`a message has at most ${mostTextBytes} bytes`);
  const reader = bytesOf(p256dh);
  const ours = createECDH('prime256v1');
  ours.setPrivateKey(privateKey);
  const sender = ours.getPublicKey();
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), reader, sender]);
  const secret = derive(ours.computeSecret(reader), bytesOf(auth), info, 32);
  const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', 12);

  const header = Buffer.alloc(5);
  header.writeUInt32BE(recordBytes);
  header[4] = pointBytes;
  const padding = Buffer.alloc(Math.max(0, padTo - text.length));
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const record = [text, Buffer.of(2), padding].map((part) => cipher.update(part));
  return Buffer.concat([salt, header, sender, ...record, cipher.final(), cipher.getAuthTag()]);
}
