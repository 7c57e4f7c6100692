import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Packages of many small files: Node takes about half a millisecond of processor time to load each of them. */
const BUNDLED = [/^@formatjs\//, 'intl-messageformat', 'jose', 'js-yaml', 'kysely', 'zod'];

/**
 * The command line and the server in a few files, for a quick start; not minified, so that stack traces name functions
 * and lead to lines that can be read. The other packages are loaded from node_modules/, where the licences of all stand.
 */
export default defineConfig({
  logLevel: 'warn',
  ssr: { noExternal: BUNDLED },
  build: {
    ssr: true,
    outDir: join(import.meta.dirname, 'dist'),
    // The page and what tsc writes stand there too.
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'node20',
    rolldownOptions: {
      input: {
        bundle: join(import.meta.dirname, 'src/index.ts'),
        // Started by its name, beside the program that starts it.
        'sqlite-thread': join(import.meta.dirname, 'src/store/sqlite-thread.mjs'),
      },
      // In dist/ itself, not in a folder below it: from there src/project-folder.ts finds the project.
      output: {
        entryFileNames: ({ name }) => (name === 'bundle' ? 'bundle.js' : `${name}.mjs`),
        chunkFileNames: 'bundle-[name].js',
      },
      // No other command waits for the server's parts, wherever they are put.
      checks: { ineffectiveDynamicImport: false },
    },
  },
});
