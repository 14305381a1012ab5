import type { RecordedTime, Span } from '@ftz/shared/contract/recording.ts';
import { type Answer, request } from './request.ts';

/** What is kept of a camera between two moments, of six hours at most. */
export function fetchRecordedTime(
  cameraId: string,
  { fromMs, untilMs }: Span,
): Promise<Answer<RecordedTime>> {
  const query = `from=${Math.max(0, Math.floor(fromMs))}&to=${Math.ceil(untilMs)}`;
  return request('GET', `/api/cameras/${encodeURIComponent(cameraId)}/recorded?${query}`);
}
