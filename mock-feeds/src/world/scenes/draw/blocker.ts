import type { Blocker } from './light.ts';
import type { Size } from './solid.ts';
import type { Vec3 } from './vector.ts';

/** The shadow-throwing box of an upright, unturned thing whose foot's middle is `at`. */
export function boxAround([x, y, z]: Vec3, [w, h, d]: Size): Blocker {
  return { low: [x - w / 2, y, z - d / 2], high: [x + w / 2, y + h, z + d / 2] };
}
