import type { Wall } from '@ftz/shared/contract/wall.ts';
import { siteHall } from '@ftz/shared/site/scenes.ts';
import { type ShownOnWall, shownOnWall } from '@ftz/shared/state/shown-on-wall.ts';
import { useMemo } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';

/** What this page of a wall shows now; `/wall?scene=video` asks for a scene as long as nobody sets one. */
export function useShown(wall: Wall | null): ShownOnWall {
  const areas = usePrincipal()?.areas;
  const known = useSituation(({ walls, scenes, incidents, alarms }) => ({
    walls,
    scenes,
    incidents,
    alarms,
  }));
  const nowMs = useNow();
  const asked = new URLSearchParams(location.search).get('scene');
  return useMemo(() => {
    return shownOnWall({ wall, areas: areas ?? [], asked }, known, siteHall, nowMs);
  }, [known, wall, areas, asked, nowMs]);
}
