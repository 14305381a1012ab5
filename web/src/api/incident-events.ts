import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Track } from '@ftz/shared/contract/track.ts';
import { type Answer, request } from './request.ts';

/** What the log says of one incident, oldest first; `isWhole` false: there is more than is given at once. */
export type IncidentStory = { events: DurableEvent[]; isWhole: boolean };

export function fetchIncidentEvents(incidentId: string): Promise<Answer<IncidentStory>> {
  return request('GET', `/api/incidents/${encodeURIComponent(incidentId)}/events`);
}

export function fetchTrack(
  vehicleId: string,
  range: { fromMs: number; toMs: number },
): Promise<Answer<Track>> {
  const query = `fromMs=${Math.floor(range.fromMs)}&toMs=${Math.ceil(range.toMs)}`;
  return request('GET', `/api/vehicles/${encodeURIComponent(vehicleId)}/track?${query}`);
}
