import { Worker } from 'node:worker_threads';
import type { Piece, ThreadAnswer, ThreadRequest } from './requests.ts';

/** How long and with how much memory one pack, or the dialogs, may be read. */
export interface ThreadLimits {
  /** Milliseconds until the thread is ended. */
  readonly time: number;
  readonly megabytes: number;
}

export const THREAD_LIMITS: ThreadLimits = { time: 30_000, megabytes: 512 };

/** Why there is no (whole) answer: the limits, the thread was closed, or a bug, by the name of its error. */
export type ThreadEnd =
  { readonly kind: 'time' | 'memory' | 'closed' } | { readonly kind: 'failed'; readonly error: string };

export type ThreadResult = { readonly kind: 'done' } | ThreadEnd;

/** A thread that reads content. It is started by the first request, and again after it was ended. */
export interface ContentThread {
  /** Asks for something; `take` gets each piece of the answer. Requests are asked one after the other. */
  ask(request: ThreadRequest, take: (piece: Piece) => void): Promise<ThreadResult>;
  /** Ends the thread, and whatever it is doing. */
  close(): Promise<void>;
}

/** Starts such a thread. It does not keep the process alive. */
export function startContentThread(limits: ThreadLimits = THREAD_LIMITS): ContentThread {
  let worker: Worker | undefined;
  let closed = false;
  let end: (result: ThreadResult) => void = () => undefined;
  return {
    async ask(request, take) {
      if (closed) return { kind: 'closed' };
      const asked = (worker ??= startWorker(limits));
      let start: () => void = () => undefined;
      const onMessage = (answer: ThreadAnswer): void => {
        // Loading its modules is no reading: the time begins anew.
        if (answer === 'ready') start();
        else if (answer === 'done') end({ kind: 'done' });
        else {
          take(answer);
          asked.postMessage('next');
        }
      };
      const onError = (error: unknown): void => end(endOf(error));
      const onExit = (): void => end({ kind: 'failed', error: 'it ended by itself' });
      asked.on('message', onMessage).on('error', onError).on('exit', onExit);
      const result = await new Promise<ThreadResult>((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        start = () => {
          clearTimeout(timer);
          timer = setTimeout(() => resolve({ kind: 'time' }), limits.time);
        };
        end = (ending) => {
          clearTimeout(timer);
          resolve(ending);
        };
        start();
        asked.postMessage(request);
      });
      asked.off('message', onMessage).off('error', onError).off('exit', onExit);
      if (result.kind !== 'done') await endWorker(asked);
      return result;
    },
    async close() {
      closed = true;
      end({ kind: 'closed' });
      if (worker !== undefined) await endWorker(worker);
    },
  };

  async function endWorker(ended: Worker): Promise<void> {
    if (worker === ended) worker = undefined;
    // An error that comes now has nobody left to tell.
    ended.on('error', () => undefined);
    await ended.terminate();
  }
}

function startWorker({ megabytes }: ThreadLimits): Worker {
  const young = Math.min(64, megabytes / 4);
  const worker = new Worker(new URL('./content-thread.mjs', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: megabytes - young, maxYoungGenerationSizeMb: young },
    // A thread does not inherit what reads TypeScript.
    workerData: { loader: import.meta.url.endsWith('.ts') ? 'tsx/esm/api' : undefined },
    // Warnings of libraries quote the files. What is wrong with those is told as issues.
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  worker.unref();
  return worker;
}

function endOf(error: unknown): ThreadEnd {
  if (!(error instanceof Error)) return { kind: 'failed', error: 'unknown error' };
  const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory ? { kind: 'memory' } : { kind: 'failed', error: error.name };
}
