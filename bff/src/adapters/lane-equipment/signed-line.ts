import { createHmac, timingSafeEqual } from 'node:crypto';

/** Who signs: a line of one side can never be played back to it as the other's. */
export type Side = 'device' | 'centre';

/**
 * One line of `docs/protocols/lane-equipment.md`: 64 hexadecimal digits, a blank, a JSON object. The
 * digits are an HMAC-SHA-256 with the device's key over side, nonce and the JSON's bytes as they stand,
 * so that nobody has to agree on how to write JSON.
 */
export function signLine(key: string, side: Side, nonce: string, json: string): string {
  return `${macOf(key, side, nonce, json).toString('hex')} ${json}\n`;
}

export type LineReading =
  | { ok: true; fields: Record<string, unknown> }
  | { ok: false; reason: 'form' | 'signature' };

const lineForm = /^([0-9a-f]{64}) (\{.*\})$/s;

export function readSignedLine(
  line: string,
  { key, side, nonce }: { key: string; side: Side; nonce: string },
): LineReading {
  const [, mac, json] = lineForm.exec(line) ?? [];
  if (mac === undefined || json === undefined) return { ok: false, reason: 'form' };
  if (!timingSafeEqual(Buffer.from(mac, 'hex'), macOf(key, side, nonce, json))) {
    return { ok: false, reason: 'signature' };
  }
  const fields = parse(json);
  return fields ? { ok: true, fields } : { ok: false, reason: 'form' };
}

const macOf = (key: string, side: Side, nonce: string, json: string): Buffer =>
  createHmac('sha256', key).update(`${side}\n${nonce}\n${json}`).digest();

function parse(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** What a serial server that knows no cryptography sends when it connects: a fixed word of this device. */
export function registrationCode(key: string, deviceId: string): string {
  return createHmac('sha256', key).update(`register\n${deviceId}`).digest('hex').slice(0, 16);
}
