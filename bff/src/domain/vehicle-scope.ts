import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LiveVehicle } from './live-picture.ts';

/** The areas whose people may see a truck: where it belongs and where it is. */
export function areasOfVehicle({ vehicle, area }: LiveVehicle): AreaId[] {
  return [vehicle.area, area].filter((id): id is AreaId => id !== null);
}
