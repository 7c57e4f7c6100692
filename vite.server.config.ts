import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Packages of many small files. Node needs about half a millisecond of processor time to load one file. */
const BUNDLED = [/^@formatjs\//, 'intl-messageformat', 'jose', 'js-yaml', 'kysely', 'zod'];

/**
 * The command line and the server in a few files, so that they start quickly. They are not minified: stack traces name
 * functions and lead to readable lines. Other packages, and the licences of all packages, are in node_modules/.
 */
export default defineConfig({
  logLevel: 'warn',
  ssr: { noExternal: BUNDLED },
  build: {
    ssr: true,
    outDir: join(import.meta.dirname, 'dist'),
    // The pages and the output of tsc are there too.
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'node20',
    rolldownOptions: {
      input: {
        bundle: join(import.meta.dirname, 'src/index.ts'),
        // The program starts these by their file names, so they must be beside the program.
        'sqlite-thread': join(import.meta.dirname, 'src/store/sqlite-thread.mjs'),
        'content-thread': join(import.meta.dirname, 'src/content/thread/content-thread.mjs'),
      },
      // In dist/ itself: src/project-folder.ts finds the project from there.
      output: {
        entryFileNames: ({ name }) => (name === 'bundle' ? 'bundle.js' : `${name}.mjs`),
        chunkFileNames: 'bundle-[name].js',
      },
      // Some modules are imported both dynamically and statically; that is intended.
      checks: { ineffectiveDynamicImport: false },
    },
  },
});
