import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Disposition } from '@ftz/shared/contract/disposition.ts';

/** Whether a dissent is put to this person; whether he had a hand in it, the server knows. */
export function mayAdjudicate(disposition: Disposition, principal: Principal): boolean {
  const { state, areas, severity, author, second } = disposition;
  if (state !== 'adjudication') return false;
  const signed = [author.accountId, second?.accountId].includes(principal.accountId);
  const isHighEnough = severity > 1 || principal.role === 'duty-chief';
  return !signed && isHighEnough && mayDoInAny(principal, 'disposition.adjudicate', areas);
}
