import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The programs of the stand as plain JavaScript: hundreds of processes are started, and each would compile them. */
export interface Programs {
  readonly turns: string;
  readonly faults: string;
}

/** Below node_modules, so that packages are found, and out of everybody's sight. */
const FOLDER = fileURLToPath(new URL('../../../node_modules/.cache/waymark-chaos', import.meta.url));

let programs: Promise<Programs> | undefined;

/** Compiles the programs, once in this process; resolves to their files. */
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
          // Started by its name, beside the program that starts it.
          'sqlite-thread': fileURLToPath(new URL('../../../src/store/sqlite-thread.mjs', import.meta.url)),
        },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
  return { turns: join(folder, 'turn-server.mjs'), faults: join(folder, 'faults.mjs') };
}
