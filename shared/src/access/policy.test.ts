import { describe, expect, it } from 'vitest';
import { type Principal, roles } from '#contract/account.ts';
import { areaIds } from '#contract/ids.ts';
import { commandNames } from '#contract/live-up.ts';
import { mayDo, maySee, readActs } from './policy.ts';

const someone = (role: Principal['role'], areas: Principal['areas']): Principal => ({
  accountId: 'U1',
  username: 'x',
  role,
  areas,
});

describe.each(roles)('%s', (role) => {
  it('does nothing in a foreign area', () => {
    for (const act of [...readActs, ...commandNames]) {
      expect(mayDo(someone(role, ['PVG']), act, 'WGQ')).toBe(false);
    }
  });
});

it.each(['wall', 'auditor', 'technician', 'upstream'] as const)('%s changes nothing', (role) => {
  for (const act of commandNames)
    expect(mayDo(someone(role, [...areaIds]), act, 'WGQ')).toBe(false);
});

it('a thing of no area is for those who see the whole zone', () => {
  expect(maySee(someone('duty-officer', [...areaIds]), 'vehicle.read', [])).toBe(true);
  expect(maySee(someone('duty-officer', ['WGQ']), 'vehicle.read', [])).toBe(false);
  expect(maySee(someone('technician', ['WGQ']), 'vehicle.read', [])).toBe(false);
});
