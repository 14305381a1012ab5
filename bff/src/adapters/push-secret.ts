import { createHmac } from 'node:crypto';
import { isSameSecret } from './same-secret.ts';

/**
 * The last part of the address that a camera pushes to. Cameras can neither send a key of ours in a
 * header nor compute one over what they send; the one thing that a technician can enter is an address.
 * It is derived from the device's key, so that a log with addresses in it does not give the key away.
 */
export function pushSecret(gateway: string, key: string): string {
  return createHmac('sha256', key).update(`${gateway} push`).digest('base64url').slice(0, 32);
}

export function isPushSecret(given: string, gateway: string, key: string | null): boolean {
  return isSameSecret(given, key === null ? null : pushSecret(gateway, key));
}
