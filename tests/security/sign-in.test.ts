import { areaIds } from '@ftz/shared/contract/ids.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type House, housePassword, startHouse } from '#house.ts';

const usernames = ['officer', 'chief', ...Array.from({ length: 60 }, (_, n) => `person-${n}`)];
const accounts = usernames.map((username) => ({
  username,
  role: 'duty-officer' as const,
  areas: [...areaIds],
}));

let house: House;
beforeEach(async () => {
  house = await startHouse(accounts);
});
afterEach(() => house?.stop());

/** Each address behind a proxy on this machine, which says for whom it asks. */
async function tryAs(username: string, password: string, address: string): Promise<number> {
  const response = await fetch(`${house.app.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ username, password }),
  });
  if (response.status === 429)
    expect(await response.json()).toMatchObject({ code: 'too-many-attempts', retry: 'later' });
  return response.status;
}
async function guess(username: string, address: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < times; n++) statuses.push(await tryAs(username, 'wrong', address));
  return statuses;
}
const desk = '10.0.0.1';
const stranger = '10.6.6.6';

describe('signing in', () => {
  it('of an account is closed to guessers, and open to its own desk', async () => {
    expect(await tryAs('officer', housePassword, desk)).toBe(200);
    expect(await guess('officer', stranger, 7)).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect(await tryAs('officer', housePassword, stranger)).toBe(429);
    expect(await tryAs('officer', housePassword, desk)).toBe(200);
    expect(await tryAs('chief', housePassword, stranger)).toBe(200);
  });

  it('answers alike for an account that does not exist', async () => {
    expect(await guess('nobody', stranger, 6)).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('may be done by a whole shift at once, from one address', async () => {
    const shift = usernames.slice(0, 45).map((name) => tryAs(name, housePassword, desk));
    expect(new Set(await Promise.all(shift))).toEqual(new Set([200]));
    for (const username of usernames.slice(45))
      expect(await tryAs(username, housePassword, desk)).toBe(200);
    expect(await guess('officer', stranger, 1)).toEqual([401]);
  });

  it('cannot be tried with every name from one address', async () => {
    for (let n = 0; n < 50; n++) expect(await tryAs(`name-${n}`, 'x', stranger)).toBe(401);
    expect(await tryAs('officer', housePassword, stranger)).toBe(429);
    expect(await tryAs('officer', housePassword, desk)).toBe(200);
  });
});
