import type { Principal } from '#contract/account.ts';
import { type AreaId, areaIds } from '#contract/ids.ts';
import { maySee } from './policy.ts';

/** How a point says where it was: 0 outside all areas, else one more than the area's place in `areaIds`. */
export const areaCodeOf = (area: AreaId | null): number =>
  area === null ? 0 : areaIds.indexOf(area) + 1;

/**
 * Which points of a vehicle this principal may see, by their area code: those in his areas, and all of
 * a vehicle that is at home there. `home` is null for a vehicle that nobody registered.
 */
export function visibleAreaCodes(principal: Principal, home: AreaId | null): boolean[] {
  return [null, ...areaIds].map((area) => {
    const areas = [home, area].filter((id): id is AreaId => id !== null);
    return maySee(principal, 'vehicle.read', areas);
  });
}
