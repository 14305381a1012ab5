import type { Role } from '#contract/account.ts';
import type { Licence } from '#contract/person.ts';

const usual: Partial<Record<Role, readonly Licence[]>> = {
  'duty-officer': ['second-review'],
  'shift-leader': ['second-review'],
  'area-head': ['second-review'],
  'duty-chief': ['second-review'],
  'field-officer': ['open-goods'],
};

/** What comes with a role, until somebody says otherwise of a person. */
export function usualLicences(role: Role): Licence[] {
  return [...(usual[role] ?? [])];
}
