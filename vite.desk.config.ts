import { join } from 'node:path';
import { defineConfig } from 'vite';
import { precompress } from './src/web/build/precompress.ts';
import { pageWords } from './src/web/build/page-words.ts';

/** The page's own sentences, and those of the core that it recognises in an answer. */
const TAKEN = [
  'desk.',
  'source.line',
  'source.edition-word',
  'verdict.direct-not-supported',
  'verdict.not-supported',
];

/** The desk page. It has no inline script or style, and loads nothing from other servers. */
export default defineConfig({
  root: join(import.meta.dirname, 'src/web/desk'),
  base: './',
  logLevel: 'warn',
  build: {
    outDir: join(import.meta.dirname, 'dist/web/desk'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  plugins: [pageWords(TAKEN), precompress()],
});
