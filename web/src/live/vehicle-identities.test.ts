import { expect, it } from 'vitest';
import { createVehicleIdentities } from './vehicle-identities.ts';

const vehicle = (key: number, id: string) => ({
  key,
  id,
  plate: id,
  area: 'WGQ' as const,
  trusted: true,
});

it('finds a vehicle whose key of before is another one now', () => {
  const identities = createVehicleIdentities();
  for (const told of [vehicle(5, 'A'), vehicle(9, 'A'), vehicle(5, 'B')]) identities.tell(told);
  expect([identities.byId('A')?.key, identities.byId('B')?.key]).toEqual([9, 5]);
});

it('forgets who had a key that is another vehicle now', () => {
  const identities = createVehicleIdentities();
  for (const told of [vehicle(5, 'A'), vehicle(5, 'B')]) identities.tell(told);
  expect(identities.byId('A')).toBeNull();
});
