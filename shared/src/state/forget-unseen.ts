import type { Situation } from '#contract/situation.ts';
import { isOpen } from './alarm-lifecycle.ts';
import type { Fold } from './fold.ts';

/**
 * What a page of a part saw by way of something else goes with that: a closed alarm of another area with the
 * incident that they shared, a reading elsewhere with its journey. Whoever joins now is not given it,
 * and nobody tells those who have it when it changes. Who sees every area loses nothing by it.
 */
export function forgetUnseen(fold: Fold): void {
  const { incidents, journeys, statistics } = fold.situation;
  const isOurs = (areas: readonly string[]) => isAnyOf(statistics, areas);
  const isThere = (things: Incidents | Journeys, id: string | null) =>
    id !== null && Object.hasOwn(things, id);
  fold.forget('alarms', (a) => isOpen(a) || isOurs([a.area]) || isThere(incidents, a.incidentId));
  fold.forget('dispositions', (d) => isOurs(d.areas) || isThere(incidents, d.incidentId));
  fold.forget('deviceOrders', (o) => isOurs(o.areas) || isThere(incidents, o.incidentId));
  fold.forget('laneReads', (r) => isOurs([r.passage.area]) || isThere(journeys, r.journeyId));
}

/**
 * A guest sees what was merged into the incident that he is let into by what came along, and not as an
 * incident of its own: he was shown it to follow the merge.
 */
export function forgetMergedElsewhere(fold: Fold): void {
  const { statistics } = fold.situation;
  fold.forget('incidents', ({ state, areas }) => state !== 'merged' || isAnyOf(statistics, areas));
}

const isAnyOf = (statistics: Situation['statistics'], areas: readonly string[]) =>
  areas.some((area) => statistics.areas.some((id) => id === area));

type Incidents = Situation['incidents'];
type Journeys = Situation['journeys'];
