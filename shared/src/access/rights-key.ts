import type { Principal } from '#contract/account.ts';

/** Two people of one key may see and do the same: what was made for one can be given to the other. */
export function rightsKey({ role, areas }: Principal): string {
  return `${role} ${[...areas].sort().join(' ')}`;
}
