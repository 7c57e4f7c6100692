import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { openConnection } from './connection.ts';
import { firstRequest } from './requests.ts';
import { readProcess } from './read-process.ts';
import type { RunningTarget, Target } from './target.ts';
import { freePort } from '../../test/support/free-port.ts';

/** How long (milliseconds) a program may take to give its first answer, and how often it is asked. */
const LONGEST_START = 30_000;
const AGAIN = 2;

/** Starts a program on a free port and waits for its first answer. */
export async function startTarget(target: Target): Promise<RunningTarget> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [...target.program], {
    env: { ...process.env, ...target.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  await answered(child, target, port, begun);
  const started = performance.now() - begun;
  return {
    target,
    port,
    started,
    read: () => readProcess(child.pid ?? 0),
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function answered(child: ChildProcess, target: Target, port: number, begun: number): Promise<void> {
  const request = firstRequest(target.requests, port);
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`${target.name} ended with ${String(child.exitCode)} before it answered`);
    const connection = await openConnection(port).catch(() => undefined);
    const answer = await connection?.send(request).catch(() => undefined);
    connection?.close();
    if (answer?.status === 200) return;
    if (performance.now() - begun > LONGEST_START)
      throw new Error(`${target.name} gave no answer; the last was ${answer?.body ?? 'none'}`);
    await setTimeout(AGAIN);
  }
}
