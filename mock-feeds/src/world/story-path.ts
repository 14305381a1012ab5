import type { LonLat } from '@ftz/shared/contract/position.ts';
import paths from './story-paths.json' with { type: 'json' };

/** A path drawn for a story, without the place where the truck turns onto it. */
export function storyPath(id: 'off-the-road' | 'back-to-gate'): LonLat[] {
  const feature = paths.features.find((candidate) => candidate.properties.id === id);
  if (feature === undefined) throw new Error(`no story path is drawn as ${id}`);
  return feature.geometry.coordinates as LonLat[];
}
