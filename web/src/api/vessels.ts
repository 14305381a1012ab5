import type { Vessel } from '@ftz/shared/contract/vessel.ts';
import { type Answer, request } from './request.ts';

/** `atMs` is the server's time, from which each age is counted. */
export type VesselList = { atMs: number; vessels: Vessel[] };

export function fetchVessels(): Promise<Answer<VesselList>> {
  return request<VesselList>('GET', '/api/vessels');
}
