import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Programs } from './bundle.ts';
import { FAULT, type Fault } from './fault.ts';

/** What an instance runs: the whole server as it is shipped, or only turns and store, which start faster. */
export type Program = 'server' | 'turns';

/** How an instance is started. */
export interface InstanceOptions {
  readonly program: Program;
  readonly programs: Programs;
  /** The same port again after a restart, as behind a load balancer. */
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly fault?: Fault | undefined;
  readonly asNobody: boolean;
}

/** A process that takes activities. */
export interface Instance {
  readonly url: string;
  readonly pid: number;
  /** What it wrote so far. */
  readonly output: () => string;
  /** Resolves with the exit code, or null after a signal that ended it. */
  readonly ended: Promise<number | null>;
  isRunning(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** Resolves when `/healthz` answers; false where the process ended before. */
  healthy(): Promise<boolean>;
}

const SERVER = fileURLToPath(new URL('../../../bin/waymark.js', import.meta.url));

const NOBODY = 65_534;

/** Every process that is still running, so that a failed run leaves none behind. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts an instance; it may not answer yet. */
export function startInstance({ program, programs, port, env, fault, asNobody }: InstanceOptions): Instance {
  const preload = fault === undefined ? [] : ['--import', programs.faults];
  const run = program === 'server' ? [SERVER, 'serve'] : [programs.turns];
  const child = spawn(process.execPath, [...preload, ...run], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(asNobody ? { uid: NOBODY, gid: NOBODY } : {}),
    env: {
      ...process.env,
      ...env,
      PORT: String(port),
      ...(fault === undefined ? {} : { [FAULT]: JSON.stringify(fault) }),
    },
  });
  running.add(child);
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  let isRunning = true;
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => {
      isRunning = false;
      running.delete(child);
      resolve(code);
    });
  });
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output.join(''),
    ended,
    isRunning: () => isRunning,
    signal: (signal) => void child.kill(signal),
    async healthy() {
      while (isRunning) {
        const health = await fetch(`${url}/healthz`).catch(() => undefined);
        await health?.body?.cancel();
        if (health?.ok === true) return true;
        await pause(20);
      }
      return false;
    },
  };
}

/** Waits for so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
