import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';

/**
 * Who the keys are. The directory tells the registered vehicles of one's own areas; what a `vehicles`
 * message tells of a key goes before it, until the next join tells anew.
 */
export type VehicleIdentities = {
  byKey(key: number): Vehicle | null;
  byId(id: string): Vehicle | null;
  /** Whose plate holds these characters, capitals or not; at most so many. */
  byPlate(part: string, most: number): Vehicle[];
  /** The tag of the directory that this page has; null before the first. */
  directoryTag(): string | null;
  isEmpty(): boolean;
  takeDirectory(tag: string, vehicles: readonly Vehicle[]): void;
  tell(vehicle: Vehicle): void;
  forgetTold(): void;
  forgetAll(): void;
};

export function createVehicleIdentities(): VehicleIdentities {
  let tag: string | null = null;
  const listed = { byKey: new Map<number, Vehicle>(), byId: new Map<string, Vehicle>() };
  const told = { byKey: new Map<number, Vehicle>(), byId: new Map<string, Vehicle>() };

  function forget(table: typeof listed): void {
    table.byKey.clear();
    table.byId.clear();
  }

  function put(table: typeof listed, vehicle: Vehicle): void {
    const before = table.byKey.get(vehicle.key);
    // The one of before may have another key by now.
    if (before && table.byId.get(before.id)?.key === vehicle.key) table.byId.delete(before.id);
    table.byKey.set(vehicle.key, vehicle);
    table.byId.set(vehicle.id, vehicle);
  }

  const whoIs = (key: number) => told.byKey.get(key) ?? listed.byKey.get(key);

  return {
    byKey: (key) => whoIs(key) ?? null,
    byId(id) {
      const known = told.byId.get(id) ?? listed.byId.get(id);
      return known && whoIs(known.key)?.id === id ? known : null;
    },
    byPlate(part, most) {
      const asked = part.toLowerCase();
      const found: Vehicle[] = [];
      for (const vehicle of [...told.byId.values(), ...listed.byId.values()]) {
        if (found.length === most) break;
        const isIt = vehicle.plate?.toLowerCase().includes(asked) ?? false;
        if (isIt && !found.some(({ id }) => id === vehicle.id)) found.push(vehicle);
      }
      return found;
    },
    directoryTag: () => tag,
    isEmpty: () => listed.byKey.size + told.byKey.size === 0,
    takeDirectory(next, vehicles) {
      tag = next;
      forget(listed);
      for (const vehicle of vehicles) put(listed, vehicle);
    },
    tell: (vehicle) => put(told, vehicle),
    forgetTold: () => forget(told),
    forgetAll() {
      tag = null;
      forget(listed);
      forget(told);
    },
  };
}
