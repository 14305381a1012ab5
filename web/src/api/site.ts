import type { Site } from '@ftz/shared/contract/site.ts';
import { create } from 'zustand';
import { request } from './request.ts';

/** GeoJSON of areas, gates, roads and bridge, told apart by `properties.kind`. */
export type Geography = {
  type: 'FeatureCollection';
  features: {
    type: 'Feature';
    properties: Record<string, unknown>;
    geometry: { type: string; coordinates: unknown };
  }[];
};

export type SiteFacts = { site: Site; geography: Geography };

const store = create<{ facts: SiteFacts | null; asking: boolean }>(() => ({
  facts: null,
  asking: false,
}));

/** Fetches what stands in the zone, once per page; a failure is asked again by the next caller. */
export async function loadSite(): Promise<void> {
  const { facts, asking } = store.getState();
  if (facts || asking) return;
  store.setState({ asking: true });
  const answer = await request<SiteFacts>('GET', '/api/site');
  store.setState({ facts: answer.ok ? answer.value : null, asking: false });
}

export function useSite(): SiteFacts | null {
  return store((state) => state.facts);
}

/** The next person on this page may see another part of the site. */
export function forgetSite(): void {
  store.setState({ facts: null });
}
