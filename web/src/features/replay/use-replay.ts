import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { Track } from '@ftz/shared/contract/track.ts';
import { useEffect, useState } from 'react';
import { fetchIncidentEvents, fetchTrack } from '#api/incident-events.ts';
import type { Span } from './replay-moments.ts';

export type Tape =
  | { state: 'asking' }
  | { state: 'refused'; refusal: Refusal }
  | { state: 'known'; events: DurableEvent[]; isWhole: boolean };

/** What there is to play of an incident, read once when the replay opens. */
export function useTape(incidentId: string): Tape {
  const [tape, setTape] = useState<Tape>({ state: 'asking' });
  useEffect(() => {
    let wanted = true;
    void fetchIncidentEvents(incidentId).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setTape({ state: 'known', ...answer.value });
      else setTape({ state: 'refused', refusal: answer.refusal });
    });
    return () => {
      wanted = false;
    };
  }, [incidentId]);
  return tape;
}

/** Where the vehicle was meanwhile; null: there is none, or nobody may know. */
export function useTrack(events: readonly DurableEvent[], { fromMs, toMs }: Span): Track | null {
  const [track, setTrack] = useState<Track | null>(null);
  const vehicleId = vehicleOf(events);
  useEffect(() => {
    let wanted = true;
    if (vehicleId === null) return;
    // What is asked for has at least a minute, so that an incident of one entry shows the way to it.
    const range = { fromMs: Math.max(0, fromMs), toMs: Math.max(toMs, fromMs + 60_000) };
    void fetchTrack(vehicleId, range).then((answer) => {
      if (wanted && answer.ok) setTrack(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [vehicleId, fromMs, toMs]);
  return track;
}

function vehicleOf(events: readonly DurableEvent[]): string | null {
  for (const event of events) {
    if (event.type === 'alarm.raised' && event.data.alarm.vehicleId)
      return event.data.alarm.vehicleId;
  }
  return null;
}
