import { createHmac } from 'node:crypto';

/** As locks leave the factory: set on none that is in service. */
const factoryPassword = '888888';

/**
 * The static password of a lock (P43), six digits out of its key. A lock takes no more, so whoever
 * commissions it sets this one (P44), and the key itself is on no wire.
 */
export function lockPassword(key: string): string {
  const digest = createHmac('sha256', key).update('jointech P43').digest();
  const digits = String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0');
  return digits === factoryPassword ? '888889' : digits;
}
