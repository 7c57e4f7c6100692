import { Worker } from 'node:worker_threads';

/** A statement for the thread. */
export interface ThreadRequest {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /**
   * Where in a transaction it is run: it begins one, it belongs to the one that was begun and is refused where that is
   * open no more, or it stands alone.
   */
  readonly place: 'first' | 'later' | 'alone';
}

export type ThreadAnswer =
  | { readonly rows: readonly unknown[]; readonly changes: number | bigint | undefined }
  | { readonly failure: { readonly message: string; readonly code: string | undefined } };

/** A SQLite file in a thread of its own. It is opened, and made with its folder, by the first statement. */
export interface SqliteThread {
  /** Runs a statement; they run in the order of the calls. Rejects with SQLite's `code` where it is refused. */
  run(request: ThreadRequest): Promise<Exclude<ThreadAnswer, { failure: unknown }>>;
  /** False once the thread has ended, for whatever reason. */
  isAlive(): boolean;
  /** Closes the file and ends the thread. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: Exclude<ThreadAnswer, { failure: unknown }>) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the thread for a file; `settings` are pragmas. The process does not stay for it when nothing is asked. */
export function startSqliteThread(file: string, settings: readonly string[]): SqliteThread {
  const worker = new Worker(new URL('./sqlite-thread.mjs', import.meta.url), {
    workerData: { file, settings },
  });
  const waiting: Waiting[] = [];
  let alive = true;
  worker.unref();
  worker.on('message', (answer: ThreadAnswer) => {
    const first = waiting.shift();
    if (waiting.length === 0) worker.unref();
    if ('failure' in answer) first?.reject(errorOf(answer.failure));
    else first?.resolve(answer);
  });
  const ended = new Promise<void>((resolve) => {
    worker.on('error', (error) => end(error));
    worker.on('exit', () => {
      end(new Error('the thread that holds the SQLite file has ended'));
      resolve();
    });
  });
  return {
    run(request) {
      if (!alive) return Promise.reject(new Error('the thread that held the SQLite file has ended'));
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) worker.ref();
        waiting.push({ resolve, reject });
        worker.postMessage(request);
      });
    },
    isAlive: () => alive,
    async close() {
      worker.ref();
      worker.postMessage('close');
      await ended;
    },
  };

  function end(error: unknown): void {
    alive = false;
    for (const { reject } of waiting.splice(0))
      reject(error instanceof Error ? error : new Error(String(error)));
  }
}

function errorOf({ message, code }: { readonly message: string; readonly code: string | undefined }): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}
