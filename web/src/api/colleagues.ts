import type { Colleague } from '@ftz/shared/contract/colleague.ts';
import { useEffect, useState } from 'react';
import { request } from './request.ts';

/** Who can be asked about this incident, asked anew each time that somebody is wanted. */
export function useColleagues(incidentId: string, wanted: boolean): Colleague[] {
  const [colleagues, setColleagues] = useState<Colleague[]>([]);
  useEffect(() => {
    if (!wanted) return;
    let stays = true;
    const asked = new URLSearchParams({ incidentId });
    void request<{ colleagues: Colleague[] }>('GET', `/api/colleagues?${asked}`).then((answer) => {
      if (stays && answer.ok) setColleagues(answer.value.colleagues);
    });
    return () => {
      stays = false;
    };
  }, [incidentId, wanted]);
  return colleagues;
}
