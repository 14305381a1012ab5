import type { Span } from '@ftz/shared/contract/recording.ts';

/** What it is looked at for: the access log notes it. */
export type ViewingPurpose = { incidentId: string | null; alarmId: string | null };

export function playlistAddress(cameraId: string, asked: Span, purpose: ViewingPurpose): string {
  const query = new URLSearchParams({
    from: String(Math.floor(asked.fromMs)),
    to: String(Math.ceil(asked.untilMs)),
  });
  if (purpose.incidentId) query.set('incidentId', purpose.incidentId);
  if (purpose.alarmId) query.set('alarmId', purpose.alarmId);
  return `/api/cameras/${encodeURIComponent(cameraId)}/playlist?${query}`;
}
