import { siteHall } from '@ftz/shared/site/scenes.ts';
import { type ShownOnWall, shownOnWall } from '@ftz/shared/state/shown-on-wall.ts';
import { useMemo } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useWallNumber } from './use-wall-number.ts';

/** What this page of a wall shows now; `/wall?scene=video` asks for a scene as long as nobody sets one. */
export function useShown(): ShownOnWall {
  const wallId = useWallNumber();
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
    const wall = known.walls[wallId ?? ''] ?? null;
    return shownOnWall({ wall, areas: areas ?? [], asked }, known, siteHall, nowMs);
  }, [known, wallId, areas, asked, nowMs]);
}
