import type { SiteCode } from '@ftz/shared/contract/site-code.ts';
import { type Answer, request } from './request.ts';

export function fetchSiteCodes(): Promise<Answer<{ codes: SiteCode[] }>> {
  return request('GET', '/api/site-codes');
}
