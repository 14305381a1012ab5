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

/** A gate whose area this person does not watch: its name is on the map, and papers mention it. */
export type OtherGate = { id: string; nameZh: string; nameEn: string };

export type SiteFacts = { site: Site & { otherGates: OtherGate[] }; geography: Geography };

const store = create<{ facts: SiteFacts | null; asking: boolean }>(() => ({
  facts: null,
  asking: false,
}));

/** Fetches what stands in the zone, once per page; a failure is asked again by the next caller. */
export async function loadSite(): Promise<void> {
  const { facts, asking } = store.getState();
  if (facts || asking) return;
  store.setState({ asking: true });
  const answer = await request<{ site: Site; geography: Geography }>('GET', '/api/site');
  const loaded = answer.ok ? withOtherGates(answer.value.site, answer.value.geography) : null;
  store.setState({ facts: loaded, asking: false });
}

/** The geography names every gate; the site only those of one's own areas. */
export function withOtherGates(site: Site, geography: Geography): SiteFacts {
  const own = new Set(site.gates.map(({ id }) => id));
  const otherGates = geography.features.flatMap(({ properties }): OtherGate[] => {
    const { kind, id, name_zh: nameZh, name_en: nameEn } = properties;
    if (kind !== 'gate' || typeof id !== 'string' || own.has(id)) return [];
    return [{ id, nameZh: String(nameZh ?? id), nameEn: String(nameEn ?? nameZh ?? id) }];
  });
  return { site: { ...site, otherGates }, geography };
}

/** What a phone kept of it, until the center tells it anew. */
export function takeKeptSite(facts: SiteFacts): void {
  if (store.getState().facts === null) store.setState({ facts });
}

export function siteNow(): SiteFacts | null {
  return store.getState().facts;
}

export function useSite(): SiteFacts | null {
  return store((state) => state.facts);
}

/** The next person on this page may see another part of the site. */
export function forgetSite(): void {
  store.setState({ facts: null });
}
