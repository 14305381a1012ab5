import type { Principal } from '#contract/account.ts';

/** Two people of one key may see and do the same: what was made for one can be given to the other. */
export function rightsKey({ role, areas, accountId }: Principal): string {
  const rights = `${role} ${[...areas].sort().join(' ')}`;
  // An expert sees what he was invited into, and nobody else was.
  return role === 'expert' ? `${rights} ${accountId}` : rights;
}
