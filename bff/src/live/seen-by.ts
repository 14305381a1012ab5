import type { ReadAct } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { scopesSeenBy } from '#domain/vehicle-scope.ts';
import type { LiveSocket } from './live-socket.ts';

/** What the person of a page may see, as a mask: the policy is asked once for each, not on every beat. */
export function createSeenBy(act: ReadAct): (page: LiveSocket) => number {
  const masks = new WeakMap<Principal, number>();
  return ({ data: { principal } }) => {
    const mask = masks.get(principal) ?? scopesSeenBy(principal, act);
    masks.set(principal, mask);
    return mask;
  };
}
