// Loaded into an instance before everything else (`node --import`). It kills or pauses the process at a named point of
// its work with the database. It watches the statements that the drivers get, so production code needs no hooks.
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { isMainThread, Worker, type WorkerOptions } from 'node:worker_threads';
import { FAULT, type Fault } from './fault.ts';

const fault = readFault(process.env[FAULT]);
if (fault !== undefined) inject(fault);

function readFault(text: string | undefined): Fault | undefined {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the harness writes it, see above
  return text === undefined ? undefined : (JSON.parse(text) as Fault);
}

function inject({ point, nth, signal }: Fault): void {
  let times = 0;
  /** Whether the open transaction of a connection writes a turn. */
  const writesTurn = new WeakSet();

  watchPostgres(before, after);
  watchSqlite(before, after);
  if (isMainThread) followThreads();

  function before(connection: WeakKey, statement: string): void {
    const writes = statement.startsWith('insert into "outbox"');
    if (writes) writesTurn.add(connection);
    const isCommit = statement === 'commit' && writesTurn.has(connection);
    if (point === 'mid-turn' && writes) strike();
    if (point === 'before-commit' && isCommit) strike();
    if (point === 'before-mark' && statement.startsWith('update "outbox" set "sent_at"')) strike();
    if (point === 'before-word' && statement.startsWith('select pg_notify')) strike();
    if (point === 'before-read' && /^select .* from "activity_log"/u.test(statement)) strike();
    if (point === 'migration' && /^(?:create|insert into "kysely)/u.test(statement)) strike();
  }

  function after(connection: WeakKey, statement: string): void {
    if (statement !== 'commit' || !writesTurn.delete(connection)) return;
    if (point === 'after-commit') strike();
  }

  function strike(): void {
    times += 1;
    if (times === nth) process.kill(process.pid, signal);
  }
}

/** Threads do not load the modules of `--import`, so each thread is made to load this file first. */
function followThreads(): void {
  class WatchedWorker extends Worker {
    constructor(file: URL, options: WorkerOptions) {
      const first = [import.meta.url, file.href]
        .map((url) => `await import(${JSON.stringify(url)});`)
        .join(' ');
      super(new URL(`data:text/javascript,${encodeURIComponent(first)}`), options);
    }
  }
  // eslint-disable-next-line @typescript-eslint/no-unsafe-member-access -- a module of Node's is changed under its types
  createRequire(import.meta.url)('node:worker_threads').Worker = WatchedWorker;
  syncBuiltinESMExports();
}

type Watch = (connection: WeakKey, statement: string) => void;

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- the drivers' own objects are changed under their types */
function watchPostgres(before: Watch, after: Watch): void {
  const { prototype } = createRequire(import.meta.url)('pg').Client;
  const { query } = prototype;
  prototype.query = function (this: WeakKey, ...given: any[]) {
    const [statement] = given;
    const text = String(statement?.text ?? statement).toLowerCase();
    before(this, text);
    const result = query.apply(this, given);
    return result instanceof Promise
      ? result.then((value) => {
          after(this, text);
          return value;
        })
      : result;
  };
}

function watchSqlite(before: Watch, after: Watch): void {
  const { prototype } = createRequire(import.meta.url)('libsql');
  const { prepare } = prototype;
  prototype.prepare = function (this: WeakKey, sql: string) {
    const statement = prepare.call(this, sql);
    for (const method of ['run', 'all']) {
      const run = statement[method].bind(statement);
      statement[method] = (...values: any[]) => {
        before(this, sql.toLowerCase());
        const result = run(...values);
        after(this, sql.toLowerCase());
        return result;
      };
    }
    return statement;
  };
}
