import type { VehicleDirectory } from '@ftz/shared/contract/vehicle-directory.ts';
import { type Answer, request } from './request.ts';

/** Who the keys are. The browser itself asks with the ETag of what it has kept, and reads it from there. */
export function readVehicleDirectory(): Promise<Answer<VehicleDirectory>> {
  return request('GET', '/api/vehicles/directory');
}
