import { Worker } from 'node:worker_threads';
import { touchedError } from './refuse-touched.mjs';

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

/** What was saved of a database whose files were touched past SQLite (see `save-readable.mjs`). */
export type Saved =
  | { readonly kind: 'in-place' }
  | { readonly kind: 'copied'; readonly copy: string }
  | { readonly kind: 'nothing'; readonly why: string };

/** What the thread tells: an answer to the oldest request, or that it writes no more, and then what it saved. */
export type ThreadMessage =
  | { readonly kind: 'answer'; readonly answer: ThreadAnswer }
  | { readonly kind: 'touched'; readonly words: string }
  | { readonly kind: 'saved'; readonly saved: Saved };

/** What a thread is started with. */
export interface ThreadData {
  readonly file: string;
  /** Pragmas. */
  readonly settings: readonly string[];
  /** How often (milliseconds) it looks whether the files were touched while nobody writes. */
  readonly lookEvery: number;
}

/** Called when the files were touched past SQLite: first with what was done, then with what was saved. */
export interface TouchReport {
  readonly onTouched: (words: string) => void;
  readonly onSaved: (saved: Saved) => void;
}

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

/** Starts the thread for a file. An idle thread does not keep the process alive. */
export function startSqliteThread(data: ThreadData, report?: TouchReport): SqliteThread {
  const worker = new Worker(new URL('./sqlite-thread.mjs', import.meta.url), {
    // Without the flags of this process: under a TypeScript loader (tests) each thread would load it again, for 0.3 s.
    execArgv: [],
    workerData: data,
  });
  const waiting: Waiting[] = [];
  let alive = true;
  let touched: string | undefined;
  worker.unref();
  worker.on('message', (message: ThreadMessage) => {
    switch (message.kind) {
      case 'answer':
        settle(message.answer);
        return;
      case 'touched':
        touched = message.words;
        // The thread is busy with saving: nobody waits for that.
        for (const { reject } of waiting) reject(touchedError(message.words));
        report?.onTouched(message.words);
        return;
      case 'saved':
        report?.onSaved(message.saved);
    }
  });
  const settle = (answer: ThreadAnswer) => {
    const first = waiting.shift();
    if (waiting.length === 0) worker.unref();
    if ('failure' in answer) first?.reject(errorOf(answer.failure));
    else first?.resolve(answer.results);
  };
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
      if (touched !== undefined) return Promise.reject(touchedError(touched));
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
