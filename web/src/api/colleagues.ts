import type { Colleague } from '@ftz/shared/contract/colleague.ts';
import { type Answer, request } from './request.ts';

/** Who can be asked about this incident, as of now. */
export function fetchColleagues(incidentId: string): Promise<Answer<{ colleagues: Colleague[] }>> {
  return request('GET', `/api/colleagues?${new URLSearchParams({ incidentId })}`);
}
