import type { SiteMap } from '@ftz/shared/contract/site-map.ts';
import { loadSiteMap } from '#api/site-map.ts';
import { groundAddress } from '#features/map/ground/ground-addresses.ts';
import { lettersOf } from '#ui/own-letters.ts';
import type { MapView, MapViewOptions } from './map-view.ts';

type OpenedMap = {
  view: MapView;
  /** A map was set for this site, and cannot be drawn: this one is ours. */
  isInstead: boolean;
};

/**
 * Loads what draws, and draws over the site's map or our own. Null where nobody wants it any more by then.
 * Rejects where nothing can be drawn.
 */
export async function openMap(
  options: Omit<MapViewOptions, 'styleOf' | 'isOwn'>,
  isWanted: () => boolean,
): Promise<OpenedMap | null> {
  const [{ createMapView }, { styleOver }, siteMap] = await Promise.all([
    import('./map-view.ts'),
    import('./map-style.ts'),
    loadSiteMap(),
  ]);
  if (needsProtocols(siteMap)) {
    const { addMapProtocols } = await import('#features/map/ground/map-protocols.ts');
    addMapProtocols();
  }
  await lettersOf(() => namesOn(siteMap));
  const open = (of: SiteMap) =>
    createMapView({ ...options, styleOf: styleOver(of), isOwn: of.map === null });
  if (!isWanted()) return null;
  const own: SiteMap = { ...siteMap, map: null };
  if (siteMap.map === null) return { view: await open(own), isInstead: siteMap.fault !== null };
  try {
    return { view: await open(siteMap), isInstead: false };
  } catch {
    return isWanted() ? { view: await open(own), isInstead: true } : null;
  }
}

const needsProtocols = ({ map, datum }: SiteMap) =>
  map !== null && (datum === 'GCJ-02' || JSON.stringify(map).includes('pmtiles://'));

/** All that is written on our own ground; what a map of the site says is not known. */
const namesOn = async ({ map }: SiteMap) =>
  map === null ? (await fetch(groundAddress)).text() : null;
