import type { Track } from '@ftz/shared/contract/track.ts';
import { request } from './request.ts';

/** Tells the access log what is opened; where that cannot be told the piece is shown all the same. */
export async function noteOpened(incidentId: string, piece: string | null): Promise<void> {
  const query = piece === null ? '' : `?${new URLSearchParams({ piece })}`;
  await request('GET', `/api/incidents/${encodeURIComponent(incidentId)}/evidence${query}`);
}

/** Null: none is kept, or it is not for this person. */
export async function fetchTrack(
  vehicleId: string,
  range: { fromMs: number; toMs: number },
  incidentId: string,
): Promise<Track | null> {
  const query = new URLSearchParams({
    fromMs: String(range.fromMs),
    toMs: String(range.toMs),
    limit: '5000',
    incidentId,
  });
  const path = `/api/vehicles/${encodeURIComponent(vehicleId)}/track?${query}`;
  const answer = await request<Track>('GET', path);
  return answer.ok ? answer.value : null;
}
