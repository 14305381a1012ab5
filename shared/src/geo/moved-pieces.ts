import type { LonLat } from '#contract/position.ts';
import { wgs84ToGcj02 } from './gcj02.ts';

/** A tile of the source, and where its corner comes to lie in the made one, in tile widths. */
export type Piece = { x: number; y: number; left: number; top: number };

/**
 * Of which tiles in GCJ-02 one tile in WGS-84 is made. The offset changes by less than a pixel across a tile, so
 * all of it is moved as its middle is.
 */
export function movedPieces(z: number, x: number, y: number): Piece[] {
  const [shiftX, shiftY] = offsetInTiles(z, x + 0.5, y + 0.5);
  const [west, north] = [x + shiftX, y + shiftY];
  const most = 2 ** z - 1;
  const across = [Math.floor(west), Math.floor(west + 1)];
  const down = [Math.floor(north), Math.floor(north + 1)];
  return down.flatMap((row) =>
    across.flatMap((column): Piece[] =>
      row < 0 || column < 0 || row > most || column > most
        ? []
        : [{ x: column, y: row, left: column - west, top: row - north }],
    ),
  );
}

/** How far east and south GCJ-02 draws what lies at a place of the grid. */
export function offsetInTiles(z: number, x: number, y: number): [east: number, south: number] {
  const [column, row] = gridPlace(z, wgs84ToGcj02(pointAt(z, x, y)));
  return [column - x, row - y];
}

/** Web Mercator, EPSG:3857, in tiles of a zoom. */
export function gridPlace(z: number, [lon, lat]: LonLat): [x: number, y: number] {
  const angle = (lat * Math.PI) / 180;
  const south = (1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2;
  return [((lon + 180) / 360) * 2 ** z, south * 2 ** z];
}

function pointAt(z: number, x: number, y: number): LonLat {
  const lat = Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z)));
  return [(x / 2 ** z) * 360 - 180, (lat * 180) / Math.PI];
}
