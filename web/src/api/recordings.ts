import type { ClipFilm, HeldClip, RecordedTime, Span } from '@ftz/shared/contract/recording.ts';
import { type Answer, request } from './request.ts';

/** What is kept of a camera between two moments, of six hours at most. */
export function fetchRecordedTime(
  cameraId: string,
  { fromMs, untilMs }: Span,
): Promise<Answer<RecordedTime>> {
  const query = `from=${Math.max(0, Math.floor(fromMs))}&to=${Math.ceil(untilMs)}`;
  return request('GET', `/api/cameras/${encodeURIComponent(cameraId)}/recorded?${query}`);
}

/** What of a held clip can be taken away as files. The server reads every byte for the sums: that may take a while. */
export function fetchFilms(
  incidentId: string,
  clip: HeldClip,
): Promise<Answer<{ films: ClipFilm[] }>> {
  return request('GET', clipAddress(incidentId, clip, 'films'));
}

/** Where one of these files is taken from; `cameraId` is its clip's. */
export const filmAddress = (incidentId: string, cameraId: string, { fromMs, untilMs }: Span) =>
  clipAddress(incidentId, { cameraId, fromMs, untilMs }, 'film.mp4');

function clipAddress(
  incidentId: string,
  { cameraId, fromMs, untilMs }: HeldClip,
  what: 'films' | 'film.mp4',
): string {
  const [incident, camera] = [incidentId, cameraId].map(encodeURIComponent);
  return `/api/incidents/${incident}/clips/${camera}/${what}?from=${fromMs}&to=${untilMs}`;
}
