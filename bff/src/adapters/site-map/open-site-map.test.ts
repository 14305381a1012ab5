import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MapDatum } from '@ftz/shared/contract/site-map.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSiteMap } from './open-site-map.ts';

const style = {
  version: 8,
  glyphs: 'http://letters.example/{fontstack}/{range}.pbf',
  sprite: 'icons',
  sources: {
    near: { type: 'raster', tiles: ['tiles/{z}/{x}/{y}.png'], attribution: '<b>the zone</b>' },
    told: { type: 'raster', url: 'tiles.json' },
  },
  layers: [{ id: 'near', type: 'raster', source: 'near' }],
};
let server: Server;
let url: string;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ftz-map-'));
  server = createServer((request, response) => {
    if (request.url === '/style.json') return response.end(JSON.stringify(style));
    if (request.url === '/tiles.json')
      return response.end(JSON.stringify({ tiles: ['https://far.example/{z}/{x}/{y}.png'] }));
    response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openAt(place: string | null, datum: MapDatum = 'WGS-84') {
  const said: string[] = [];
  const source = await openSiteMap({ style: place, datum }, (sentence) => said.push(sentence));
  return { ...source, said };
}
const archive = (name: string, tileType: number) => {
  const head = new Uint8Array(127);
  head.set(new TextEncoder().encode('PMTiles'));
  head[7] = 3;
  head[99] = tileType;
  head[101] = 15;
  const path = join(folder, name);
  writeFileSync(path, head);
  return path;
};

it('sets no map where none was asked for', async () => {
  const { told, origins, said } = await openAt(null);
  expect({ told, origins, said }).toEqual({
    told: { map: null, datum: 'WGS-84', fault: null },
    origins: [],
    said: [],
  });
});

it('takes a style of a server with every address in full, its TileJSON read, its letters left out', async () => {
  const { told, origins, said } = await openAt(`${url}/style.json`);
  expect(said).toEqual([]);
  expect(told.map).toEqual({
    kind: 'style',
    style: {
      version: 8,
      sprite: `${url}/icons`,
      sources: {
        near: { type: 'raster', tiles: [`${url}/tiles/{z}/{x}/{y}.png`], attribution: 'the zone' },
        told: { type: 'raster', tiles: ['https://far.example/{z}/{x}/{y}.png'] },
      },
      layers: style.layers,
    },
  });
  expect(origins).toEqual([url, 'https://far.example']);
});

it('takes a style of a file, whose own files the house serves', async () => {
  const path = join(folder, 'style.json');
  writeFileSync(path, JSON.stringify({ ...style, sources: { near: style.sources.near } }));
  const { told, origins, folder: served } = await openAt(path);
  expect(JSON.stringify(told.map)).toContain('"/api/site/map/files/tiles/{z}/{x}/{y}.png"');
  expect({ origins, served }).toEqual({ origins: [], served: folder });
});

it('takes an archive by what its head says', async () => {
  const address = 'pmtiles:///api/site/map/files/zone.pmtiles';
  const raster = await openAt(archive('zone.pmtiles', 2), 'GCJ-02');
  expect(raster.told.map).toEqual({ kind: 'raster', address, maxZoom: 15 });
  const vector = await openAt(archive('zone.pmtiles', 1));
  expect(vector.told.map).toEqual({ kind: 'vector', address, maxZoom: 15 });
});

it('takes tiles by their address', async () => {
  const { told, origins } = await openAt('https://tiles.example/a/{z}/{x}/{y}.png');
  expect(told.map).toMatchObject({ kind: 'raster', maxZoom: 18 });
  expect(origins).toEqual(['https://tiles.example']);
});

it.each([
  ['not-found', (): string => join(folder, 'none.json'), 'none.json cannot be read (ENOENT)'],
  ['not-found', (): string => join(folder, 'none.pmtiles'), 'none.pmtiles cannot be read (ENOENT)'],
  ['unreachable', (): string => `${url}/gone.json`, '/gone.json answers 404'],
  ['unreachable', (): string => 'http://127.0.0.1:9/style.json', 'does not answer'],
  ['unreachable', (): string => 'tiles/{z}/{x}/{y}.png', 'is no http or https address'],
  ['not-a-style', (): string => `${url}/tiles.json`, 'holds no MapLibre style of version 8'],
  [
    'not-pmtiles',
    (): string => `${folder}/style.json.pmtiles`,
    'is no PMTiles archive of version 3',
  ],
] as const)('says that it is %s, once, and goes on without', async (fault, place, words) => {
  writeFileSync(join(folder, 'style.json.pmtiles'), JSON.stringify(style));
  const { told, origins, said } = await openAt(place());
  expect({ map: told.map, fault: told.fault, origins }).toEqual({ map: null, fault, origins: [] });
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(words);
});

it('refuses vectors in GCJ-02, which nothing moves', async () => {
  const { told, said } = await openAt(archive('vectors.pmtiles', 1), 'GCJ-02');
  expect(told.fault).toBe('vector-in-gcj02');
  expect(said[0]).toContain('only pictures can be moved to WGS-84');
  expect((await openAt('https://tiles.example/{z}/{x}/{y}.pbf', 'GCJ-02')).told.fault).toBe(
    'vector-in-gcj02',
  );
});
