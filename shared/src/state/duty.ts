import type { Situation } from '#contract/situation.ts';
import { ownOf } from './own.ts';

export function isOnDuty({ duty }: Situation, accountId: string): boolean {
  return ownOf(duty, accountId) !== undefined;
}
