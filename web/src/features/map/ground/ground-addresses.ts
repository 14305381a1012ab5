/** Coast, areas, roads, yards, buildings and waters with their names: built with the pages, of our own origin. */
export const groundAddress = '/basemap/ground.geojson';
/** The areas alone, to lie over a map of the site. */
export const areasAddress = '/basemap/areas.geojson';
