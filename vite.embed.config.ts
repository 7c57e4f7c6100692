import { join } from 'node:path';
import { defineConfig } from 'vite';
import { precompress } from './src/web/build/precompress.ts';
import { pageWords } from './src/web/build/page-words.ts';

/** The launcher that sites load with one tag: a single script that contains its style sheet and its sentences. */
export default defineConfig({
  root: join(import.meta.dirname, 'src/web/embed'),
  logLevel: 'warn',
  build: {
    outDir: join(import.meta.dirname, 'dist/web/embed'),
    emptyOutDir: true,
    target: 'es2022',
    // These browsers know `color-scheme`, so the build adds no replacement for it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      input: join(import.meta.dirname, 'src/web/embed/main.ts'),
      output: { format: 'iife', entryFileNames: 'embed.js' },
    },
  },
  plugins: [pageWords(['embed.']), precompress()],
});
