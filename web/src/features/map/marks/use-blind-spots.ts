import { useMemo } from 'react';
import { useCameraEntries } from '#api/cameras.ts';
import { useSite } from '#api/site.ts';
import { useSituation } from '#live/durable-store.ts';
import { useFeeds } from '#live/feed-store.ts';
import { useNow } from '#live/server-clock.ts';
import { fixOf } from '#live/vehicle-whereabouts.ts';
import { type BlindSpot, blindSpots } from './blind-spots.ts';

const lookEveryMs = 5_000;

/** Where nothing is seen now, looked for every few seconds. */
export function useBlindSpots(): readonly BlindSpot[] {
  const site = useSite()?.site ?? null;
  const feeds = useFeeds();
  const cameras = useCameraEntries();
  const situation = useSituation(({ alarms, outages, journeys, seals, laneReads }) => ({
    alarms,
    outages,
    journeys,
    seals,
    laneReads,
  }));
  const nowMs = Math.floor(useNow() / lookEveryMs) * lookEveryMs;
  return useMemo(
    () => (site ? blindSpots({ site, situation, feeds, cameras, fixOf, nowMs }) : []),
    [site, situation, feeds, cameras, nowMs],
  );
}
