import type { Site } from '@ftz/shared/contract/site.ts';
import { expect, it } from 'vitest';
import { type Geography, withOtherGates } from './site.ts';

const gate = (id: string, more: Record<string, string>) => ({
  type: 'Feature' as const,
  properties: { kind: 'gate', id, ...more },
  geometry: { type: 'Point', coordinates: [121.6, 31.3] },
});

it('knows the gates of other areas by the names that the map gives them', () => {
  const site = { gates: [{ id: 'WGQ-G1' }] } as Site;
  const geography: Geography = {
    type: 'FeatureCollection',
    features: [
      gate('WGQ-G1', { name_zh: '外高桥一号卡口', name_en: 'Waigaoqiao gate 1' }),
      gate('YSP-G2', { name_zh: '洋山陆域二号卡口', name_en: 'Yangshan land gate 2' }),
      gate('PVG-G9', {}),
    ],
  };
  expect(withOtherGates(site, geography).site.otherGates).toEqual([
    { id: 'YSP-G2', nameZh: '洋山陆域二号卡口', nameEn: 'Yangshan land gate 2' },
    { id: 'PVG-G9', nameZh: 'PVG-G9', nameEn: 'PVG-G9' },
  ]);
});
