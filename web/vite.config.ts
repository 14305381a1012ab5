import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { GroundFeature } from '@ftz/shared/geo/ground-feature.ts';
import { planGround } from '@ftz/shared/geo/plan-ground.ts';
import { roundCorners } from '@ftz/shared/geo/round-corners.ts';
import { geography, site, surroundings } from '@ftz/shared/site/site.ts';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** As far as a build's chunk is looked at here. */
type Chunk = {
  type: 'chunk';
  fileName: string;
  facadeModuleId: string | null;
  isEntry: boolean;
  imports: string[];
  dynamicImports: string[];
  code: string;
  viteMetadata?: { importedCss?: Set<string>; importedAssets?: Set<string> };
};
type Bundle = Record<string, Chunk | { type: 'asset'; fileName: string }>;

/** Loaded when somebody scans, which may be where there is no connection. */
const scannerFile = /^assets\/(scan-worker|zxing_reader)-/;

/** Which letters lie in which piece, for a machine that has none; the pieces stay in the browser's own store. */
const letterList = /^assets\/wght-[\w-]+\.css$/;

/**
 * What the map draws under the things of this site, under `/basemap/`: planned once, as pages are built.
 * Corners of the coast are rounded as far as its survey may be wrong.
 */
const basemap = {
  'basemap/ground.geojson': collected([
    ...coast('land.geojson', 260),
    ...planGround(geography, surroundings, site).features,
  ]),
  'basemap/areas.geojson': collected(
    geography.features.filter(({ properties }) => properties.kind === 'area'),
  ),
};

function collected(features: readonly unknown[]): string {
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function coast(fileName: string, mostM: number): GroundFeature[] {
  const { features } = JSON.parse(readFileSync(new URL(fileName, import.meta.url), 'utf8'));
  const tidy = ([lon, lat]: LonLat): LonLat => [
    Math.round(lon * 1e5) / 1e5,
    Math.round(lat * 1e5) / 1e5,
  ];
  return (features as { geometry: { coordinates: LonLat[][] } }[]).map(({ geometry }) => ({
    type: 'Feature',
    properties: { kind: 'land' },
    geometry: {
      type: 'Polygon',
      coordinates: geometry.coordinates.map((ring) => roundCorners(ring, mostM).map(tidy)),
    },
  }));
}

function ownBasemap(): Plugin {
  return {
    name: 'own-basemap',
    apply: 'build',
    buildStart() {
      for (const [fileName, source] of Object.entries(basemap))
        this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

/** Builds the service worker of a page, and tells it the files that this page needs. */
function serviceWorker(page: 'phone' | 'wall', filesOf: (bundle: Bundle) => string[]): Plugin {
  const fileName = `${page}-worker.js`;
  return {
    name: `${page}-worker`,
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: `src/app/${page}-worker.ts`, fileName });
    },
    generateBundle: {
      // After the bundler has taken out the scripts of which looks alone were left.
      order: 'post',
      handler(_options, output) {
        const bundle = output as unknown as Bundle;
        const worker = bundle[fileName];
        if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
        const files = filesOf(bundle).map((file) => `/${file}`);
        // These alone have no hash in their names.
        const known = files.map((file) => basemap[file.slice(1) as keyof typeof basemap] ?? file);
        const version = createHash('sha256').update(known.join('\n')).digest('hex').slice(0, 12);
        const told = JSON.stringify({ version, files });
        worker.code = worker.code.replace(`__${page.toUpperCase()}_FILES__`, told);
      },
    },
  };
}

/** What the page's entry and the phone's screen import, and what they import; their looks; the scanner. */
function filesOfPhone(bundle: Bundle): string[] {
  const found = new Set<string>();
  const take = (fileName: string) => {
    const chunk = bundle[fileName];
    if (found.has(fileName) || !chunk) return;
    found.add(fileName);
    if (chunk.type !== 'chunk') return;
    const { importedCss = [], importedAssets = [] } = chunk.viteMetadata ?? {};
    for (const file of [...chunk.imports, ...importedCss, ...importedAssets]) take(file);
    if (isScreenOf(chunk, 'mobile')) for (const file of chunk.dynamicImports) take(file);
  };
  for (const chunk of Object.values(bundle)) {
    const isScanner = scannerFile.test(chunk.fileName);
    const isRoot = chunk.type === 'chunk' && (isPage(chunk) || isScreenOf(chunk, 'mobile'));
    if (isScanner || isRoot || letterList.test(chunk.fileName)) take(chunk.fileName);
  }
  return [...found].sort();
}

/** What the map and the watch over the page run in. */
const wallWorkers = /^assets\/(maplibre-gl-worker|wall-watch-worker)-/;

/** The page's entry, and whatever the wall's screen may ever load: without the center it cannot fetch it. */
function filesOfWall(bundle: Bundle): string[] {
  const found = new Set<string>();
  const take = (fileName: string, follows: boolean) => {
    const chunk = bundle[fileName];
    if (found.has(fileName) || !chunk) return;
    found.add(fileName);
    if (chunk.type !== 'chunk') return;
    const { importedCss = [], importedAssets = [] } = chunk.viteMetadata ?? {};
    for (const file of [...chunk.imports, ...importedCss, ...importedAssets]) take(file, follows);
    if (follows) for (const file of chunk.dynamicImports) take(file, true);
  };
  const chunks = Object.values(bundle);
  for (const chunk of chunks) {
    if (chunk.type === 'chunk' && isPage(chunk)) take(chunk.fileName, false);
  }
  for (const chunk of chunks) {
    const isScreen = chunk.type === 'chunk' && isScreenOf(chunk, 'wall');
    const isBeside = wallWorkers.test(chunk.fileName) || letterList.test(chunk.fileName);
    if (isScreen || isBeside) take(chunk.fileName, true);
  }
  return [...found, ...Object.keys(basemap)].sort();
}

const isPage = (chunk: Chunk) => chunk.isEntry && !chunk.fileName.endsWith('-worker.js');
const isScreenOf = (chunk: Chunk, page: 'mobile' | 'wall') =>
  chunk.facadeModuleId?.endsWith(`/src/app/${page}-screen.tsx`) ?? false;

export default defineConfig({
  plugins: [
    react(),
    ownBasemap(),
    serviceWorker('phone', filesOfPhone),
    serviceWorker('wall', filesOfWall),
  ],
  /** Live pictures need no subtitles, no second sound track and no key systems: the light build has none. */
  resolve: { alias: [{ find: /^hls\.js$/, replacement: 'hls.js/light' }] },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    target: 'es2023',
    /** No data: addresses, so that the content security policy needs no exception for them. */
    assetsInlineLimit: 0,
    /**
     * Map, video and charts are split off by the dynamic imports at their doors alone. Named groups
     * for them draw the bundler's own import helper into the map's chunk, and with it the whole map
     * in front of the first paint.
     */
    chunkSizeWarningLimit: 2500,
  },
});
