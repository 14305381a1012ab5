import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** ANSI/SIA DC-09 frames of a perimeter panel, clear or encrypted, with SIA-DCS (DC-03) content. */

/** CRC-16/ARC: reflected polynomial 0xA001, starting at 0. "123456789" gives BB3D. */
export function crc16(text: string): number {
  let crc = 0;
  for (const byte of Buffer.from(text, 'latin1')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}

/** `_HH:MM:SS,MM-DD-YYYY`, UTC (clause 5.5.1.9). */
export function encodeTimestamp(atMs: number): string {
  const [date, time] = new Date(atMs).toISOString().slice(0, 19).split('T') as [string, string];
  return `_${time},${date.slice(5)}-${date.slice(0, 4)}`;
}

const hex4 = (value: number) => value.toString(16).toUpperCase().padStart(4, '0');

/** `LF CRC 0LLL "…" CR`: checksum and hexadecimal length cover everything from the first quote. */
export function encodeFrame(content: string): string {
  return `\n${hex4(crc16(content))}${hex4(content.length)}${content}\r`;
}

const sequence = (seq: number) => String(seq).padStart(4, '0');

/**
 * A message with what stands behind its `[`. With a key the id gets a star and the content becomes hex
 * of AES-CBC with a zero vector, behind random padding and a bar that fill its first block (clause 5.4).
 */
function encodeMessage(message: {
  id: string;
  seq: number;
  account: string;
  content: string;
  key: Buffer | null;
}): string {
  const { id, seq, account, content, key } = message;
  const header = `${sequence(seq)}L0#${account}[`;
  if (key === null) return encodeFrame(`"${id}"${header}${content}`);
  const padding = randomBytes(15 - (content.length % 16)).map((byte) => 0x41 + (byte % 26));
  const block = `${Buffer.from(padding).toString('latin1')}|${content}`;
  const cipher = createCipheriv(cipherOf(key), key, Buffer.alloc(16)).setAutoPadding(false);
  const sealed = cipher.update(block, 'latin1', 'hex') + cipher.final('hex');
  return encodeFrame(`"*${id}"${header}${sealed.toUpperCase()}`);
}

const cipherOf = (key: Buffer) => `aes-${key.length * 8}-cbc`;

/** An event of one zone: new event, area 1, `BA005` = burglary in zone 5. */
export function encodeZoneEvent(event: {
  account: string;
  seq: number;
  zone: number;
  code: string;
  atMs: number;
  key?: Buffer | null;
}): string {
  const { account, seq, zone, code, atMs, key = null } = event;
  const data = `#${account}|Nri01/${code}${String(zone).padStart(3, '0')}`;
  const content = `${data}]${encodeTimestamp(atMs)}`;
  return encodeMessage({ id: 'SIA-DCS', seq, account, content, key });
}

/** The link test that proves the panel alive. */
export function encodeLinkTest(test: {
  account: string;
  seq: number;
  atMs: number;
  key?: Buffer | null;
}): string {
  const { account, seq, atMs, key = null } = test;
  const content = `]${encodeTimestamp(atMs)}`;
  return encodeMessage({ id: 'NULL', seq, account, content, key });
}

export type Answer = { kind: 'ACK' | 'DUH' | 'NAK'; seq: number };

/**
 * The answer in one frame (without CR), or null when its checksum or its form is wrong, or when it was
 * not sealed with our key.
 */
export function decodeAnswer(frame: string, key: Buffer | null = null): Answer | null {
  const match =
    /^\n?([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})("(\*?)(ACK|DUH|NAK)"(\d{4})[^[]*\[(.*))$/s.exec(frame);
  if (match === null) return null;
  const [, crc = '', length = '', content = '', star, kind, seq, body = ''] = match;
  if (Number.parseInt(crc, 16) !== crc16(content)) return null;
  if (Number.parseInt(length, 16) !== content.length) return null;
  if (star === '*' && (key === null || !isSealedWith(body, key))) return null;
  return { kind: kind as Answer['kind'], seq: Number(seq) };
}

function isSealedWith(body: string, key: Buffer): boolean {
  if (!/^([0-9A-F]{32})+$/.test(body)) return false;
  const decipher = createDecipheriv(cipherOf(key), key, Buffer.alloc(16)).setAutoPadding(false);
  const clear = decipher.update(body, 'hex', 'latin1') + decipher.final('latin1');
  return /\|\]_\d\d:\d\d:\d\d,\d\d-\d\d-\d{4}$/.test(clear);
}
