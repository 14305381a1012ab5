import { describe, expect, it } from 'vitest';
import { type Principal, roles } from '#contract/account.ts';
import { areaIds } from '#contract/ids.ts';
import { commandNames } from '#contract/live-up.ts';
import { type Act, mayDo, maySee, readActs } from './policy.ts';

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

it.each(['wall', 'auditor', 'upstream'] as const)('%s changes nothing', (role) => {
  // A wall says which one it is: nothing in the zone is changed by that.
  const acts = commandNames.filter((act) => act !== 'wall.register');
  for (const act of acts) expect(mayDo(someone(role, [...areaIds]), act, 'WGQ')).toBe(false);
});

it('a technician changes the register of devices, lets walls in, asks for outages and nothing else', () => {
  const actsOf = (role: Principal['role']) =>
    commandNames.filter((act) => mayDo(someone(role, [...areaIds]), act, 'WGQ'));
  const ofRegister = commandNames.filter((act) => act.startsWith('device.'));
  const ofOutages = ['outage.request', 'outage.confirm', 'outage.end'];
  const ofDuty = commandNames.filter((act) => act.startsWith('duty.'));
  const ofWalls = ['wall.enrol', 'wall.refuse', 'wall.revoke'];
  expect(actsOf('technician').sort()).toEqual(
    [...ofRegister, ...ofDuty, ...ofOutages, ...ofWalls].sort(),
  );
  for (const role of roles.filter((each) => each !== 'technician')) {
    expect(actsOf(role).filter((act) => ofRegister.includes(act))).toEqual([]);
  }
});

it('nobody who asks for an outage may also agree to one, and only a high rank shelves what is high', () => {
  const may = (act: Act) => roles.filter((role) => mayDo(someone(role, [...areaIds]), act, 'WGQ'));
  const asks = may('outage.request');
  expect(may('outage.authorise').filter((role) => asks.includes(role))).toEqual([]);
  expect(may('outage.authorise')).toEqual(['shift-leader', 'duty-chief']);
  expect(may('alarm.shelve-high')).toEqual(['shift-leader', 'area-head', 'duty-chief']);
  expect(may('alarm.shelve')).toEqual(['duty-officer', 'shift-leader', 'area-head', 'duty-chief']);
});

it('a thing of no area is for those who see the whole zone', () => {
  expect(maySee(someone('duty-officer', [...areaIds]), 'vehicle.read', [])).toBe(true);
  expect(maySee(someone('duty-officer', ['WGQ']), 'vehicle.read', [])).toBe(false);
  expect(maySee(someone('technician', ['WGQ']), 'vehicle.read', [])).toBe(false);
});

it('whoever answers for a shift or for devices lets walls in, and nobody else', () => {
  for (const act of ['wall.enrol', 'wall.refuse', 'wall.revoke'] as const) {
    const may = roles.filter((role) => mayDo(someone(role, [...areaIds]), act, null));
    expect(may, act).toEqual(['shift-leader', 'duty-chief', 'technician']);
  }
});
