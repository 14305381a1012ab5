import type { EquipmentPost, WeighTolerance } from '@ftz/shared/contract/equipment.ts';
import type { World } from '#domain/sighting.ts';

/** `300kg/2%`, as it is set and as it is shown beside a comparison. */
export const toleranceText = ({ absoluteKg, percent }: WeighTolerance): string =>
  `${absoluteKg}kg/${percent}%`;

/** Null: not a tolerance. */
export function readTolerance(text: string): WeighTolerance | null {
  const match = /^(\d{1,5})kg\/(\d{1,2}(?:\.\d{1,2})?)%$/.exec(text.trim());
  return match ? { absoluteKg: Number(match[1]), percent: Number(match[2]) } : null;
}

type Known = Pick<World, 'registry' | 'weightTolerance'>;

/** What a bridge may differ by: its own where it has one, else the house's. Null: a person compares. */
export function toleranceOfBridge(
  post: Pick<EquipmentPost, 'weighTolerance'> | null,
  { weightTolerance }: Pick<Known, 'weightTolerance'>,
): WeighTolerance | null {
  return post?.weighTolerance ?? weightTolerance ?? null;
}

/** The same for a lane that tells the weight itself: that of the bridge in it. */
export function toleranceOfLane(laneId: string, world: Known): WeighTolerance | null {
  const bridge = [...world.registry.posts.values()].find(
    (post) => post.equipment === 'weighbridge' && post.laneId === laneId,
  );
  return toleranceOfBridge(bridge ?? null, world);
}
