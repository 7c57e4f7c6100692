import { Worker } from 'node:worker_threads';

export interface ThreadStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export interface ThreadResult {
  readonly rows: readonly unknown[];
  readonly changes: number | bigint | undefined;
}

/** Statements for the thread. It runs them in order and stops at the first that fails. */
export interface ThreadRequest {
  readonly statements: readonly ThreadStatement[];
  /**
   * `first`: they begin a transaction. `later`: they belong to the open transaction, and fail if there is none any more.
   * `alone`: they run outside a transaction.
   */
  readonly place: 'first' | 'later' | 'alone';
  /** Commits the transaction after the statements, if the first of them changes this number of rows. */
  readonly commits?: { readonly changes: number } | undefined;
}

export type ThreadAnswer =
  | { readonly results: readonly ThreadResult[] }
  | { readonly failure: { readonly message: string; readonly code: string | undefined } };

/** A thread with a SQLite file. The first statement opens the file, and creates it and its folder if necessary. */
export interface SqliteThread {
  /** Runs statements in the order of the calls; resolves to their results. Rejects with SQLite's `code` if one fails. */
  run(request: ThreadRequest): Promise<readonly ThreadResult[]>;
  /** Whether the thread is still running. */
  isAlive(): boolean;
  /** Closes the file and ends the thread. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (results: readonly ThreadResult[]) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the thread for a file; `settings` are pragmas. An idle thread does not keep the process alive. */
export function startSqliteThread(file: string, settings: readonly string[]): SqliteThread {
  const worker = new Worker(new URL('./sqlite-thread.mjs', import.meta.url), {
    // Without the flags of this process: under a TypeScript loader (tests) each thread would load it again, for 0.3 s.
    execArgv: [],
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
