import type { SiteMap } from '@ftz/shared/contract/site-map.ts';

/** The map of a site as a page gets it, and what serving it takes. */
export type SiteMapSource = {
  told: SiteMap;
  /** Servers that a page has to reach for it, such as `https://tiles.zone.example`. */
  origins: readonly string[];
  /** The folder of its files, and those that may be asked for; null: none of them lies here. */
  folder: string | null;
};
