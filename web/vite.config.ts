import { createHash } from 'node:crypto';
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

/** Builds the phone's service worker, and tells it the files that its page needs. */
function phoneWorker(): Plugin {
  return {
    name: 'phone-worker',
    apply: 'build',
    buildStart() {
      this.emitFile({
        type: 'chunk',
        id: 'src/app/phone-worker.ts',
        fileName: 'phone-worker.js',
      });
    },
    generateBundle(_options, output) {
      const bundle = output as unknown as Bundle;
      const worker = bundle['phone-worker.js'];
      if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
      const files = filesOfPhone(bundle).map((file) => `/${file}`);
      const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12);
      worker.code = worker.code.replace('__PHONE_FILES__', JSON.stringify({ version, files }));
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
    if (isPhoneScreen(chunk)) for (const file of chunk.dynamicImports) take(file);
  };
  for (const chunk of Object.values(bundle)) {
    const isScanner = scannerFile.test(chunk.fileName);
    const isRoot = chunk.type === 'chunk' && (isPage(chunk) || isPhoneScreen(chunk));
    if (isScanner || isRoot) take(chunk.fileName);
  }
  return [...found].sort();
}

const isPage = (chunk: Chunk) => chunk.isEntry && chunk.fileName !== 'phone-worker.js';
const isPhoneScreen = (chunk: Chunk) =>
  chunk.facadeModuleId?.endsWith('/src/app/mobile-screen.tsx') ?? false;

export default defineConfig({
  plugins: [react(), phoneWorker()],
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
