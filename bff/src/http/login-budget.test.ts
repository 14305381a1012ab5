import { describe, expect, it } from 'vitest';
import { createLoginBudget, loginLimits, networkOf } from './login-budget.ts';

const desk = { username: 'officer', address: '10.0.0.1' };
const stranger = { username: 'officer', address: '10.6.6.6' };
const { perAccount, perAddress, perKnownAddress, windowMs } = loginLimits;

function budgetWith(limits = loginLimits) {
  const budget = createLoginBudget(limits);
  /** How many of so many wrong passwords are looked at. */
  const guess = (attempt: typeof desk, times: number, nowMs = 0) =>
    Array.from({ length: times }, () => budget.charge(attempt, nowMs)).filter(Boolean).length;
  const signIn = (attempt: typeof desk, nowMs = 0) => {
    const charge = budget.charge(attempt, nowMs);
    charge?.succeeded();
    return charge !== null;
  };
  return { budget, guess, signIn };
}

describe('an account', () => {
  it('is closed to strangers after a few wrong passwords, wherever they come from', () => {
    const { guess, signIn, budget } = budgetWith();
    expect(guess(stranger, 3)).toBe(3);
    expect(guess({ ...stranger, address: '10.7.7.7' }, 9)).toBe(perAccount - 3);
    expect(budget.allows(desk, 0)).toBe(false);
    expect(signIn(desk)).toBe(false);
  });

  it('stays open where its own people have signed in', () => {
    const { guess, signIn } = budgetWith();
    expect(signIn(desk)).toBe(true);
    expect(guess(stranger, 99)).toBe(perAccount);
    expect(signIn(desk)).toBe(true);
    expect(signIn({ ...desk, address: '10.0.0.2' })).toBe(false);
  });

  it('stays open at a known address whatever else is tried from there', () => {
    const { guess, signIn } = budgetWith();
    signIn(desk);
    for (let n = 0; n < perAddress; n++) guess({ ...desk, username: `made-up-${n}` }, 1);
    expect(signIn({ ...desk, username: 'another' })).toBe(false);
    expect(signIn(desk)).toBe(true);
  });

  it('cannot be guessed without end from a known address either', () => {
    const { guess, signIn } = budgetWith();
    signIn(desk);
    expect(guess(desk, 99)).toBe(perKnownAddress);
  });

  it('is known at an address by itself alone', () => {
    const { guess, signIn } = budgetWith();
    signIn(desk);
    expect(guess({ ...desk, username: 'chief' }, 99)).toBe(perAccount);
  });
});

describe('the window', () => {
  it('slides: each failure is forgotten a window after it happened', () => {
    const { guess } = budgetWith();
    expect(guess(stranger, perAccount - 1, 0)).toBe(perAccount - 1);
    expect(guess(stranger, 9, windowMs - 1)).toBe(1);
    expect(guess(stranger, 9, windowMs)).toBe(perAccount - 1);
    expect(guess(stranger, 9, 2 * windowMs - 1)).toBe(1);
  });
});

describe('a right password', () => {
  it('costs nothing', () => {
    const { signIn, guess } = budgetWith();
    for (let n = 0; n < 200; n++) expect(signIn({ ...desk, username: `person-${n}` })).toBe(true);
    expect(guess({ ...desk, username: 'stranger' }, 9)).toBe(perAccount);
  });

  it('does not give a guesser his guesses back', () => {
    const { signIn, guess } = budgetWith();
    guess(stranger, perAccount - 1);
    signIn(desk);
    expect(guess(stranger, 9)).toBe(1);
  });

  it('nor does an attempt that was not looked at, once', () => {
    const { budget, guess } = budgetWith();
    const charge = budget.charge(stranger, 0);
    guess(stranger, 2);
    charge?.refund();
    charge?.refund();
    expect(guess(stranger, 9)).toBe(perAccount - 2);
  });
});

describe('an address', () => {
  it('is closed after many names', () => {
    const { budget, guess } = budgetWith();
    for (let n = 0; n < perAddress; n++) guess({ ...stranger, username: `name-${n}` }, 1);
    expect(budget.allows({ ...stranger, username: 'one-more' }, 0)).toBe(false);
    expect(budget.allows({ ...desk, username: 'one-more' }, 0)).toBe(true);
  });

  it.each([
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2'],
    ['2001:db8:1:2::1', '2001:db8:1:2'],
    ['2001:0DB8:0001:2::', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s is counted as %s', (address, network) => expect(networkOf(address)).toBe(network));
});

it('forgets who failed longest ago rather than to grow', () => {
  const { budget, guess } = budgetWith({ ...loginLimits, mostKept: 6 });
  guess(stranger, perAccount);
  expect(budget.allows(desk, 0)).toBe(false);
  for (let n = 0; n < 3; n++) guess({ username: `flood-${n}`, address: `10.1.0.${n}` }, 1);
  expect(budget.allows(desk, 0)).toBe(true);
});
