import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../../test/support/free-port.ts';
import type { Target } from '../turns/target.ts';

/** How long (milliseconds) it is waited at most. */
const LONGEST_WAIT = 60_000;

/** Starts a server; resolves with the milliseconds until `/readyz` was 200. */
export async function waitUntilReady(
  target: Target,
): Promise<{ readonly milliseconds: number; readonly port: number; stop(): Promise<void> }> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [...target.program], {
    env: { ...process.env, ...target.env, PORT: String(port) },
    stdio: 'ignore',
  });
  const isReady = async () =>
    (await fetch(`http://127.0.0.1:${String(port)}/readyz`).catch(() => undefined))?.status === 200;
  while (!(await isReady())) {
    if (performance.now() - begun > LONGEST_WAIT) throw new Error(`${target.name} does not become ready`);
    await setTimeout(5);
  }
  return {
    milliseconds: performance.now() - begun,
    port,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
