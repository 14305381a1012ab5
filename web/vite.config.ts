import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
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
