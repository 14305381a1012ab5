import { hkdfSync } from 'node:crypto';
import { type DeviceKeys, sealMaster } from './device-keys.ts';

/**
 * The key of one MQTT seal: its own where the file has one, else derived (RFC 5869, HKDF-SHA-256) from
 * one master secret, so that a fleet of ten thousand seals needs no file of ten thousand keys.
 */
export function sealKey({ devices }: DeviceKeys, sealId: string): string | null {
  const name = `eseal-mqtt/${sealId}`;
  const own = devices[name];
  if (own !== undefined) return own;
  const master = devices[sealMaster];
  if (master === undefined) return null;
  return Buffer.from(hkdfSync('sha256', master, '', name, 32)).toString('base64url');
}
