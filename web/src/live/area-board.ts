import { type AreaFigure, areaFigures } from '@ftz/shared/state/area-figures.ts';
import { type AreaStanding, areaStandings } from '@ftz/shared/state/area-standing.ts';
import { useMemo } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useSite } from '#api/site.ts';
import { areaOrder } from '#lib/area-order.ts';
import { useIsBlind } from './connection.ts';
import { useDayNumbers } from './day-numbers.ts';
import { durableStore, useHasSituation, useSituation } from './durable-store.ts';
import { feedsNow } from './feed-store.ts';
import { useKeptAsOfMs } from './kept-picture.ts';
import { useNow } from './server-clock.ts';

export type AreaOnBoard = { standing: AreaStanding; figures: AreaFigure[] };

/**
 * The numbers of each area of this person, with the things that they count. Reckoned once a second, and
 * at once when an alarm changes: everything else may wait as long as an age on the screen does.
 */
export function useAreaBoard(): AreaOnBoard[] {
  const principal = usePrincipal();
  const units = useSite()?.site.units;
  const { value: day } = useDayNumbers();
  const alarms = useSituation((situation) => situation.alarms);
  const isBlind = useIsBlind();
  const isKnown = useHasSituation();
  const isKept = useKeptAsOfMs() !== null;
  const nowMs = useNow();
  return useMemo(() => {
    const areas = areaOrder.filter((area) => principal?.areas.includes(area));
    const situation = { ...durableStore.getState().situation, alarms };
    const { feeds } = feedsNow();
    return areaStandings(situation, { areas, units: units ?? [], nowMs }).map((standing) => ({
      standing,
      figures: areaFigures({
        standing,
        day,
        feeds,
        isBlind: isBlind || isKept || !isKnown,
        nowMs,
      }),
    }));
  }, [principal, units, day, alarms, isBlind, isKnown, isKept, nowMs]);
}
