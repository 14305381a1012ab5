/** Coast, and streets, yards, buildings and waters with their names: built with the pages, of our own origin. */
export const landAddress = '/basemap/land.geojson';
export const groundAddress = '/basemap/ground.geojson';
