import type { Fold } from './fold.ts';
import { type EventOf, entryOf, writeOn } from './incident-lines.ts';
import { laneOutcomeKey } from './lane-outcome.ts';
import { ownOf } from './own.ts';

export function foldJourneyArrived(f: Fold, { data }: EventOf<'journey.arrived'>): void {
  const journey = ownOf(f.situation.journeys, data.journeyId);
  if (!journey) return;
  f.put('journeys', journey.id, { ...journey, state: 'arrived', arrivedAtMs: data.atMs });
}

/** A page that had let go of it has it again, as whoever joins is given it. */
export function foldJourneyKept(f: Fold, { data }: EventOf<'journey.kept'>): void {
  const { journey, reads } = data;
  f.put('journeys', journey.id, journey);
  for (const read of reads) {
    const { laneId, eventId } = read.passage;
    f.put('laneReads', laneOutcomeKey(laneId, eventId), read);
  }
}

/** It ends where nobody saw it end: from now on nothing that its truck does belongs to it. */
export function foldJourneyWrittenOff(f: Fold, event: EventOf<'journey.written-off'>): void {
  const { journeyId, incidentId, reason } = event.data;
  const journey = ownOf(f.situation.journeys, journeyId);
  if (journey) f.put('journeys', journeyId, { ...journey, state: 'written-off' });
  writeOn(f, incidentId, entryOf(event, { text: `${journeyId} · ${reason}` }));
}
