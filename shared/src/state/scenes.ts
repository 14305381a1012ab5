import type { AreaId } from '#contract/ids.ts';
import { ruledScenes, type Scene } from '#contract/scene.ts';
import type { Situation } from '#contract/situation.ts';
import { ownOf } from './own.ts';

type Scenes = Pick<Situation, 'scenes'>;
/** Those of the site, before anybody changed one. */
type Site = readonly Scene[];

/** As a person saved it, else as this house's file has it, else the product's. */
export function sceneOf({ scenes }: Scenes, site: Site, id: string): Scene | undefined {
  const record = ownOf(scenes, id);
  return record?.saved ?? record?.provided ?? site.find((scene) => scene.id === id);
}

/** Those of the site in its order, then those that people made, the oldest first. */
export function allScenes(situation: Scenes, site: Site): Scene[] {
  const ids = new Set([...site.map(({ id }) => id), ...Object.keys(situation.scenes)]);
  return [...ids].flatMap((id) => sceneOf(situation, site, id) ?? []);
}

/** Null: there is none such. A removed one had versions too, and goes on from there. */
export function sceneVersion({ scenes }: Scenes, site: Site, id: string): number | null {
  return ownOf(scenes, id)?.version ?? (site.some((scene) => scene.id === id) ? 1 : null);
}

/** One that the site has, or that the rules of the house switch to, cannot go. */
export const isRuled = (id: string): boolean => ruledScenes.some((ruled) => ruled === id);

/** Which areas it asks for by name. */
export const areasOfScene = ({ panes }: Scene): AreaId[] => [
  ...new Set(panes.flatMap(({ area }) => area ?? [])),
];
