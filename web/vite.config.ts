import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Map, video and charts are heavy and are loaded after the shell has painted: each is a chunk of its
 * own, and what the shell itself needs stays in `react` and the entry.
 */
const heavyChunks = [
  {
    name: 'map',
    test: /node_modules[\\/].*(maplibre-gl|@deck\.gl|@luma\.gl|@math\.gl|@probe\.gl)/,
  },
  { name: 'hls', test: /node_modules[\\/].*hls\.js/ },
  { name: 'echarts', test: /node_modules[\\/].*(echarts|zrender)/ },
  { name: 'react', test: /node_modules[\\/].*[\\/](react|react-dom|scheduler)[\\/]/ },
];

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
    chunkSizeWarningLimit: 1600,
    rolldownOptions: { output: { codeSplitting: { groups: heavyChunks } } },
  },
});
