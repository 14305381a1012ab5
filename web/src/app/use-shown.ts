import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Wall } from '@ftz/shared/contract/wall.ts';
import type { ShownOnWall } from '@ftz/shared/state/shown-on-wall.ts';
import { usePrincipal } from '#api/session.ts';
import { useShownOnWall } from '#live/use-shown-on-wall.ts';

const none: readonly AreaId[] = [];

/** What this page of a wall shows now; `/wall?scene=video` asks for a scene as long as nobody sets one. */
export function useShown(wall: Wall | null): ShownOnWall {
  const areas = usePrincipal()?.areas ?? none;
  return useShownOnWall({ wall, areas, asked: new URLSearchParams(location.search).get('scene') });
}
