import { join } from 'node:path';
import { defineConfig } from 'vite';
import { precompress } from './src/web/build/precompress.ts';

const folder = join(import.meta.dirname, 'src/web/site');

/** The files for the pages that the server renders: one style sheet, and a small script for each page. */
export default defineConfig({
  root: folder,
  logLevel: 'warn',
  build: {
    outDir: join(import.meta.dirname, 'dist/web/site'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    target: 'es2022',
    rolldownOptions: {
      input: {
        home: join(folder, 'home.ts'),
        site: join(folder, 'site.css'),
        sources: join(folder, 'sources.ts'),
      },
      output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]' },
    },
  },
  plugins: [precompress()],
});
