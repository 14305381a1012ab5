import { createHmac } from 'node:crypto';

/**
 * A command to a seal. The seal obeys it once (`cmdId`), before `expiresAtMs` by its own clock, and only
 * when `auth` is the HMAC by the key that it shares with the house.
 */
export type SealCommand = {
  zone: string;
  sealId: string;
  cmdId: string;
  op: string;
  expiresAtMs: number;
  auth: string;
};

/** A command may wait in a broker for a minute at most: later, nobody knows what it would unlock. */
export const maxCommandLifeMs = 60_000;

/** HMAC-SHA256 over the three lines `cmdId`, `op` and `expiresAt` as they stand in the payload, in hex. */
export function signCommand(
  key: string,
  { cmdId, op, expiresAtMs }: Pick<SealCommand, 'cmdId' | 'op' | 'expiresAtMs'>,
): string {
  const said = [cmdId, op, new Date(expiresAtMs).toISOString()].join('\n');
  return createHmac('sha256', key).update(said).digest('hex');
}

/** The payload on the wire: `{cmdId, op, expiresAt, auth}`. The expiry is inside, for brokers without MQTT 5. */
export function writeCommand({ cmdId, op, expiresAtMs, auth }: SealCommand): string {
  return JSON.stringify({ cmdId, op, expiresAt: new Date(expiresAtMs).toISOString(), auth });
}

/** When a command on the wire ends; infinity for payloads that are not ours. */
export function expiryOfCommand(payload: string | Uint8Array): number {
  try {
    const { expiresAt } = JSON.parse(payload.toString());
    const atMs = Date.parse(String(expiresAt));
    return Number.isFinite(atMs) ? atMs : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
