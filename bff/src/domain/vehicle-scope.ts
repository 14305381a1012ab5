import { maySee, type ReadAct } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import type { LiveVehicle } from './live-picture.ts';

/** The areas whose people may see a truck: where it belongs and where it is. */
export function areasOfVehicle({ vehicle, area }: LiveVehicle): AreaId[] {
  return [vehicle.area, area].filter((id): id is AreaId => id !== null);
}

/** Of what belongs to no area. */
const noAreaBit = 0x80;

/** One bit per area, in the order of `areaIds`. */
export const areaBit = (area: AreaId): number => 1 << areaIds.indexOf(area);

/**
 * The same as `areasOfVehicle` in one byte: a truck is visible to those whose `scopesSeenBy` shares a
 * bit with it. Never 0, so that 0 can say that there is no truck.
 */
export function scopeOf(home: AreaId | null, present: AreaId | null): number {
  const scope = (home === null ? 0 : areaBit(home)) | (present === null ? 0 : areaBit(present));
  return scope || noAreaBit;
}

/** What this principal may see, asked of the one policy, as a mask for `scopeOf`. */
export function scopesSeenBy(principal: Principal, act: ReadAct): number {
  const whole = maySee(principal, act, []) ? noAreaBit : 0;
  return areaIds
    .filter((area) => maySee(principal, act, [area]))
    .reduce((mask, area) => mask | areaBit(area), whole);
}
