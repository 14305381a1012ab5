import type { RasterSourceSpecification } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { movedTiles, readMovedTile, tileAddress } from './tile-addresses.ts';

const pictures = (more: Partial<RasterSourceSpecification>): RasterSourceSpecification => ({
  type: 'raster',
  maxzoom: 18,
  ...more,
});
/** As the map does it: it fills in only what stands in braces. */
const filled = (source: ReturnType<typeof movedTiles>) =>
  tileAddress(('tiles' in source && source.tiles?.[0]) || '', 5, 9, 3);

it.each([
  [
    'a server',
    { tiles: ['https://t.example/{z}/{x}/{y}.png?k={x}'] },
    'https://t.example/5/9/3.png?k=9',
  ],
  [
    'rows from the south',
    { tiles: ['/a/{z}/{x}/{y}.png'], scheme: 'tms' as const },
    '/a/5/9/28.png',
  ],
  [
    'an archive',
    { url: 'pmtiles://https://t.example/z.pmtiles' },
    'pmtiles://https://t.example/z.pmtiles',
  ],
])('keeps where the pictures of %s are from', (_what, source, address) => {
  const moved = movedTiles(pictures(source));
  expect(moved).toMatchObject({ type: 'raster', maxzoom: 18 });
  expect(moved).not.toHaveProperty('url');
  const asked = readMovedTile(filled(moved));
  expect(asked).toMatchObject({ z: 5, x: 9, y: 3 });
  expect(tileAddress(asked?.from ?? '', 5, 9, 3)).toBe(address);
});

it('leaves alone what holds no pictures', () => {
  const vectors = { type: 'vector', tiles: ['https://t.example/{z}/{x}/{y}.pbf'] } as const;
  expect(movedTiles({ ...vectors, tiles: [...vectors.tiles] })).toEqual(vectors);
  expect(readMovedTile('https://t.example/5/9/3.png')).toBeNull();
});
