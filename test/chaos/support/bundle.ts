import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * The programs of the chaos tests as plain JavaScript: hundreds of processes are started, and each would have to
 * compile them.
 */
export interface Programs {
  readonly turns: string;
  readonly faults: string;
}

/** Below node_modules, so that packages are found and Git ignores it. */
const FOLDER = fileURLToPath(new URL('../../../node_modules/.cache/waymark-chaos', import.meta.url));

let programs: Promise<Programs> | undefined;

/** Compiles the programs, once for each test process. Resolves to the paths of the bundles. */
export function bundlePrograms(): Promise<Programs> {
  programs ??= compile();
  return programs;
}

async function compile(): Promise<Programs> {
  const source = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const folder = join(FOLDER, String(process.pid));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          'turn-server': source('turn-server'),
          faults: source('faults'),
          // The store starts it by this name, from the folder of its own bundle.
          'sqlite-thread': fileURLToPath(new URL('../../../src/store/sqlite-thread.mjs', import.meta.url)),
        },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
  return { turns: join(folder, 'turn-server.mjs'), faults: join(folder, 'faults.mjs') };
}
