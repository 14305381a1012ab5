import type { Principal } from '@ftz/shared/contract/account.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import type { FleetVehicle } from '@ftz/shared/site/fleet.ts';
import type { Registry } from './registry.ts';
import { areaBit, scopesSeenBy } from './vehicle-scope.ts';

/** Who the keys of the position frames are, for each reader: the registered vehicles of their areas. */
export type VehicleDirectorySource = {
  /** Another one when the reader's areas or the register are others. Safe in a header and a URL. */
  tagFor: (principal: Principal) => string;
  vehiclesFor: (principal: Principal) => Vehicle[];
};

export function openVehicleDirectory({
  vehicles,
}: Pick<Registry, 'vehicles'>): VehicleDirectorySource {
  const register = [...vehicles.values()];
  const registerTag = `${register.length}-${hashOf(register)}`;
  const maskOf = (principal: Principal) => scopesSeenBy(principal, 'vehicle.read');
  const sees = (mask: number, area: FleetVehicle['area']) => (areaBit(area) & mask) !== 0;
  return {
    tagFor: (principal) => {
      const mask = maskOf(principal);
      return [...areaIds.filter((area) => sees(mask, area)), registerTag].join('-');
    },
    vehiclesFor: (principal) => {
      const mask = maskOf(principal);
      return register.filter(({ area }) => sees(mask, area)).map(vehicleOf);
    },
  };
}

function vehicleOf({ key, id, plate, area }: FleetVehicle): Vehicle {
  return { key, id, plate, area, trusted: true };
}

/** FNV-1a, 32 bits, of everything that a directory tells. */
function hashOf(register: readonly FleetVehicle[]): string {
  let hash = 0x811c9dc5;
  for (const { key, id, plate, area } of register) {
    const text = `${key} ${id} ${plate} ${area}\n`;
    for (let i = 0; i < text.length; i++) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
