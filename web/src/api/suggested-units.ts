import type { SuggestedUnit } from '@ftz/shared/contract/suggested-unit.ts';
import type { TaskKind } from '@ftz/shared/contract/task.ts';
import { type Answer, request } from './request.ts';

/** Who could take this task, best first. */
export function fetchSuggestedUnits(
  incidentId: string,
  kind: TaskKind,
): Promise<Answer<{ units: SuggestedUnit[] }>> {
  const query = new URLSearchParams({ incidentId, kind });
  return request<{ units: SuggestedUnit[] }>('GET', `/api/suggested-units?${query}`);
}
