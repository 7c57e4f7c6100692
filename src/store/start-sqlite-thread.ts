import { Worker } from 'node:worker_threads';

export interface ThreadStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export interface ThreadResult {
  readonly rows: readonly unknown[];
  readonly changes: number | bigint | undefined;
}

/** Statements for the thread, run in order until one is refused. */
export interface ThreadRequest {
  readonly statements: readonly ThreadStatement[];
  /**
   * Where in a transaction they are run: they begin one, they belong to the one that was begun and are refused where
   * that is open no more, or they stand alone.
   */
  readonly place: 'first' | 'later' | 'alone';
  /** They end the transaction: it is committed behind them, if the first of them changes so many rows. */
  readonly commits?: { readonly changes: number } | undefined;
}

export type ThreadAnswer =
  | { readonly results: readonly ThreadResult[] }
  | { readonly failure: { readonly message: string; readonly code: string | undefined } };

/** A SQLite file in a thread of its own. It is opened, and made with its folder, by the first statement. */
export interface SqliteThread {
  /** Runs statements, in the order of the calls; their results. Rejects with SQLite's `code` where one is refused. */
  run(request: ThreadRequest): Promise<readonly ThreadResult[]>;
  /** False once the thread has ended, for whatever reason. */
  isAlive(): boolean;
  /** Closes the file and ends the thread. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (results: readonly ThreadResult[]) => void;
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
    else first?.resolve(answer.results);
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
