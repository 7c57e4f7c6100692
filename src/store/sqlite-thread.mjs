// @ts-check
// Holds one SQLite file in a thread of its own, so that the process never waits for a disk. Plain JavaScript: Node runs
// the entry of a thread as it is, in a checkout and when built.
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

/** A batch has at most a few dozen sizes, and each statement is prepared once for each. */
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
  // SQLite gives a transaction up by itself where the disk is full: what would follow must not be written alone.
  if (inside && !opened.inTransaction) throw new Error('the transaction was given up before');
  const statement = prepared(opened, sql);
  return statement.reader
    ? { rows: statement.all(parameters), changes: undefined }
    : { rows: [], changes: statement.run(parameters).changes };
}

/**
 * Every transaction of ours writes: one that began as a reader could not become a writer beside another process.
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

/** The file that was opened, as the disk knows it. @type {number | undefined} */
let inode;
/** Whether anything was in it: a new file is empty until the first statement. */
let isFilled = false;

/** A file that was deleted, replaced or emptied under us takes writes all the same, and all of them would be lost. */
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
    // Nobody else's to read; SQLite gives the files beside it the same mode.
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
  // The file is open until its statements are collected.
  statements.clear();
  database?.close();
  parentPort?.close();
}
