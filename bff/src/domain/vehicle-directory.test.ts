import { maySee } from '@ftz/shared/access/policy.ts';
import { type Principal, roles } from '@ftz/shared/contract/account.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildRegistry } from './registry.ts';
import { openVehicleDirectory } from './vehicle-directory.ts';
import { scopeOf, scopesSeenBy } from './vehicle-scope.ts';

const anybody: fc.Arbitrary<Principal> = fc.record({
  accountId: fc.constant('U'),
  username: fc.constant('u'),
  role: fc.constantFrom(...roles),
  areas: fc.subarray([...areaIds]),
});
const place = fc.constantFrom<(AreaId | null)[]>(null, ...areaIds);
const directoryOf = (trucks: ReturnType<typeof fleet>) =>
  openVehicleDirectory(buildRegistry(site, trucks, []));

it('a scope shares a bit with what a person may see exactly when the policy says so', () => {
  fc.assert(
    fc.property(anybody, place, place, (person, home, present) => {
      const areas = [home, present].filter((area): area is AreaId => area !== null);
      const sees = (scopeOf(home, present) & scopesSeenBy(person, 'vehicle.read')) !== 0;
      expect(sees).toBe(maySee(person, 'vehicle.read', areas));
    }),
  );
});

it('tells everybody of the registered vehicles of their areas, and no others', () => {
  const trucks = fleet(9);
  fc.assert(
    fc.property(anybody, (person) => {
      const mine = trucks.filter(({ area }) => maySee(person, 'vehicle.read', [area]));
      expect(directoryOf(trucks).vehiclesFor(person)).toEqual(
        mine.map(({ key, id, plate, area }) => ({ key, id, plate, area, trusted: true })),
      );
    }),
  );
});

it('has a tag for each set of areas and each register', () => {
  const person = (...areas: AreaId[]): Principal => ({
    accountId: 'U',
    username: 'u',
    role: 'duty-officer',
    areas,
  });
  const trucks = fleet(9);
  const { tagFor } = directoryOf(trucks);
  expect(tagFor(person('WGQ', 'PVG'))).toBe(tagFor(person('PVG', 'WGQ')));
  expect(tagFor(person('WGQ'))).not.toBe(tagFor(person('PVG')));
  expect(directoryOf(fleet(9)).tagFor(person('WGQ'))).toBe(tagFor(person('WGQ')));
  const [first, ...others] = trucks;
  const repainted = first ? [{ ...first, plate: '沪A00000' }, ...others] : [];
  expect(directoryOf(repainted).tagFor(person('WGQ'))).not.toBe(tagFor(person('WGQ')));
  expect(tagFor(person('WGQ'))).toMatch(/^[\w-]+$/);
});
