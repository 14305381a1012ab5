import type { SiteMap } from '@ftz/shared/contract/site-map.ts';
import { request } from './request.ts';

const none: SiteMap = { map: null, datum: 'WGS-84', fault: null };
let asked: Promise<SiteMap> | null = null;

/**
 * The map that the site has set, once per page. Where the center does not answer the own basemap is drawn, and
 * the next map asks again.
 */
export function loadSiteMap(): Promise<SiteMap> {
  asked ??= request<SiteMap>('GET', '/api/site/map').then((answer) => {
    if (answer.ok) return answer.value;
    asked = null;
    return none;
  });
  return asked;
}
