// @ts-check
// The thread with a SQLite file: the main thread never waits for a disk. It is plain JavaScript because Node runs this
// file as it is, from the source and when built.
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import Libsql from 'libsql';

/** @typedef {import('./start-sqlite-thread.ts').ThreadRequest} ThreadRequest */
/** @typedef {import('./start-sqlite-thread.ts').ThreadStatement} ThreadStatement */
/** @typedef {import('./start-sqlite-thread.ts').ThreadResult} ThreadResult */
/** @typedef {import('./start-sqlite-thread.ts').ThreadAnswer} ThreadAnswer */
/** @typedef {import('kysely').SqliteDatabase} Database */
/** @typedef {import('kysely').SqliteStatement} Statement */

/** The largest number of cached statements. There is one for each kind of statement and size of a batch. */
const MOST_STATEMENTS = 1_000;

/** @type {{ readonly file: string, readonly settings: readonly string[] }} */
const { file, settings } = workerData;

/** @type {(Database & { readonly inTransaction: boolean }) | undefined} */
let database;
/** @type {Map<string, Statement>} */
const statements = new Map();

parentPort?.on('message', (/** @type {ThreadRequest | 'close'} */ request) => {
  if (request === 'close') close();
  else parentPort?.postMessage(answer(request));
});

/**
 * @param {ThreadRequest} request
 * @returns {ThreadAnswer}
 */
function answer({ statements: asked, place, commits }) {
  try {
    const opened = (database ??= open());
    if (place !== 'later') checkFile();
    if (place === 'first') begin(opened);
    const results = asked.map((statement) => run(opened, statement, place !== 'alone'));
    if (commits !== undefined) commit(opened, results[0]?.changes, commits.changes);
    isFilled ||= inode !== undefined && statSync(file).size > 0;
    return { results };
  } catch (error) {
    if (!(error instanceof Error)) return { failure: { message: String(error), code: undefined } };
    const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    return { failure: { message: error.message, code } };
  }
}

/**
 * @param {NonNullable<typeof database>} opened
 * @param {ThreadStatement} statement
 * @param {boolean} inside
 * @returns {ThreadResult}
 */
function run(opened, { sql, parameters }, inside) {
  // SQLite rolls a transaction back by itself if the disk is full. The statements after that must not run without it.
  if (inside && !opened.inTransaction) throw new Error('the transaction was rolled back before');
  const statement = prepared(opened, sql);
  return statement.reader
    ? { rows: statement.all(parameters), changes: undefined }
    : { rows: [], changes: statement.run(parameters).changes };
}

/**
 * Begins as a writer, because every transaction of ours writes: a reader that becomes a writer fails if another process
 * has written meanwhile.
 *
 * @param {NonNullable<typeof database>} opened
 */
function begin(opened) {
  if (opened.inTransaction) prepared(opened, 'rollback').run([]);
  prepared(opened, 'begin immediate').run([]);
}

/**
 * @param {NonNullable<typeof database>} opened
 * @param {number | bigint | undefined} changed
 * @param {number} expected
 */
function commit(opened, changed, expected) {
  if (Number(changed) !== expected)
    throw new Error(`${String(changed)} rows were changed where ${String(expected)} were expected`);
  run(opened, { sql: 'commit', parameters: [] }, true);
}

/** The inode of the opened file. @type {number | undefined} */
let inode;
/** Whether the file was ever seen with content: a new file is empty until the first statement. */
let isFilled = false;

/** Throws if the file was deleted, replaced or emptied: writes to it would still succeed, but be lost. */
function checkFile() {
  if (inode === undefined) return;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.ino === inode && (found.size > 0 || !isFilled)) return;
  throw Object.assign(
    new Error('the database file was deleted, replaced or emptied; restore it and start again'),
    {
      code: 'SQLITE_READONLY_DBMOVED',
    },
  );
}

function open() {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true });
    // Only this user may read it. SQLite gives its other files the same mode.
    closeSync(openSync(file, 'a', 0o600));
    inode = statSync(file).ino;
  }
  const opened = new Libsql(file, {});
  try {
    for (const setting of settings) opened.prepare(`pragma ${setting}`).all();
  } catch (error) {
    opened.close();
    throw error;
  }
  return opened;
}

/**
 * @param {Database} opened
 * @param {string} sql
 */
function prepared(opened, sql) {
  const known = statements.get(sql);
  if (known !== undefined) return known;
  const statement = opened.prepare(sql);
  if (statements.size >= MOST_STATEMENTS) statements.clear();
  statements.set(sql, statement);
  return statement;
}

function close() {
  // SQLite keeps the file open until the garbage collector has taken its statements.
  statements.clear();
  database?.close();
  parentPort?.close();
}
