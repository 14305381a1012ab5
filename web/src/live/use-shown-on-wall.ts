import { siteHall } from '@ftz/shared/site/scenes.ts';
import { type Screen, type ShownOnWall, shownOnWall } from '@ftz/shared/state/shown-on-wall.ts';
import { useMemo } from 'react';
import { useSituation } from './durable-store.ts';
import { useNow } from './server-clock.ts';

/** What a screen of the hall shows now: on the screen itself, and wherever a desk tells of it. */
export function useShownOnWall({ wall, areas, asked }: Screen): ShownOnWall {
  const known = useSituation(({ walls, scenes, incidents, alarms }) => ({
    walls,
    scenes,
    incidents,
    alarms,
  }));
  const nowMs = useNow();
  return useMemo(
    () => shownOnWall({ wall, areas, asked }, known, siteHall, nowMs),
    [known, wall, areas, asked, nowMs],
  );
}
