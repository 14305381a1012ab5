import type { Principal } from '#contract/account.ts';
import type { Disposition } from '#contract/disposition.ts';
import type { Situation } from '#contract/situation.ts';
import { isBlind, withoutFirst } from '#state/disposition-lifecycle.ts';
import { maySee } from './policy.ts';
import { rightsKey } from './rights-key.ts';

/** The disposition as this principal may know it. Who audits the areas that it was written in knows it all. */
export function veiled(principal: Principal, disposition: Disposition): Disposition {
  const { author, areas } = disposition;
  const audits = principal.role === 'auditor' && maySee(principal, 'situation.read', areas);
  return author.accountId === principal.accountId || audits
    ? disposition
    : withoutFirst(disposition);
}

/**
 * The key of whatever is made of the situation: people of one key see the same of it. Who has written
 * what others must not know yet is told apart for as long as that lasts.
 */
export function viewKey(principal: Principal, { dispositions }: Situation): string {
  const { accountId } = principal;
  const hasOwnView = Object.values(dispositions).some(
    (each) => each.author.accountId === accountId && isBlind(each),
  );
  const key = rightsKey(principal);
  return hasOwnView ? `${key} as ${accountId}` : key;
}
