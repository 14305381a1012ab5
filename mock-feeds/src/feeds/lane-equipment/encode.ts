import { createHmac } from 'node:crypto';

/** The signed line protocol and the indicator outputs of `docs/protocols/lane-equipment.md`, from the device's side. */

const sign = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex');

export const encodeHello = (deviceId: string) => `HELLO ${deviceId}\n`;

/** The nonce of a challenge, or null when the line is none. */
export function decodeChallenge(line: string): string | null {
  return /^CHALLENGE ([0-9a-f]{32})$/.exec(line)?.[1] ?? null;
}

export type Words = Record<string, string | number | boolean | null>;

export function encodeLine(key: string, nonce: string, words: Words): string {
  const json = JSON.stringify(words);
  return `${sign(key, `device\n${nonce}\n${json}`)} ${json}\n`;
}

/** What the centre said, or null when it was not the centre. */
export function decodeLine(key: string, nonce: string, line: string): Words | null {
  const space = line.indexOf(' ');
  const json = line.slice(space + 1);
  if (line.slice(0, space) !== sign(key, `centre\n${nonce}\n${json}`)) return null;
  return JSON.parse(json) as Words;
}

/** What a serial server is configured to send when it connects. */
export function encodeRegistration(key: string, deviceId: string): string {
  return `FTZREG ${deviceId} ${sign(key, `register\n${deviceId}`).slice(0, 16)}\n`;
}

/** Toledo continuous output in kilograms, gross, with checksum. */
export function encodeToledo({ kg, moving }: { kg: number; moving: boolean }): Uint8Array {
  const wordA = 0b0100010;
  const wordB = 0b0110000 | (moving ? 0b1000 : 0);
  const wordC = 0b0100000;
  const digits = String(Math.round(kg)).padStart(6, ' ');
  const frame = Buffer.concat([
    Buffer.from([2, wordA, wordB, wordC]),
    Buffer.from(`${digits}     0`, 'latin1'),
    Buffer.from([13]),
  ]);
  const sum = frame.reduce((total, byte) => total + byte, 0);
  return Buffer.concat([frame, Buffer.from([(128 - (sum % 128)) % 128])]);
}

/** The comma form: `ST,GS,+0030120kg`. */
export function encodeAscii({ kg, moving }: { kg: number; moving: boolean }): Uint8Array {
  const digits = String(Math.round(kg)).padStart(7, '0');
  return Buffer.from(`${moving ? 'US' : 'ST'},GS,+${digits}kg\r\n`, 'latin1');
}
