// @ts-check
// The thread with a SQLite file: the main thread never waits for a disk. Plain JavaScript: Node runs this file as it is.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { parentPort, workerData } from 'node:worker_threads';
import Libsql from 'libsql';
import { migrationsOf } from './copy-tables.mjs';
import { refuseTouched, touchedError } from './refuse-touched.mjs';
import { saveReadable } from './save-readable.mjs';
import { watchFiles } from './watch-files.mjs';

/** @typedef {import('./start-sqlite-thread.ts').ThreadRequest} ThreadRequest */
/** @typedef {import('./start-sqlite-thread.ts').ThreadStatement} ThreadStatement */
/** @typedef {import('./start-sqlite-thread.ts').ThreadResult} ThreadResult */
/** @typedef {import('./start-sqlite-thread.ts').ThreadAnswer} ThreadAnswer */
/** @typedef {import('kysely').SqliteDatabase} Database */
/** @typedef {import('kysely').SqliteStatement} Statement */

/** The largest number of cached statements. There is one for each kind of statement and size of a batch. */
const MOST_STATEMENTS = 1_000;

/** How many frames of the log are copied to the main file together: 4 MB, as SQLite does by itself. */
const MANY_FRAMES = 1_000;

/** @type {import('./start-sqlite-thread.ts').ThreadData} */
const { file, settings, lookEvery } = workerData;

/** @type {(Database & { readonly inTransaction: boolean }) | undefined} */
let database;
/** @type {Map<string, Statement>} */
const statements = new Map();
/** @type {ReturnType<typeof watchFiles> | undefined} */
let watch;
/** The migrations of the database, for a copy of it when they cannot be read any more. @type {readonly unknown[]} */
let migrations = [];
/** What somebody did to the files. From then on nothing is written. @type {string | undefined} */
let touched;

parentPort?.on('message', (/** @type {ThreadRequest | 'close'} */ request) => {
  if (request === 'close') return close();
  post({ kind: 'answer', answer: answer(request) });
  if ((watch?.index()?.frames ?? 0) - (watch?.index()?.copied ?? 0) >= MANY_FRAMES) copyLog();
});

const timer = setInterval(() => {
  if (database === undefined || touched !== undefined || database.inTransaction) return;
  try {
    checkFiles(database);
    copyLog();
  } catch {
    // `checkFiles` has told of it.
  }
}, lookEvery);

const post = (/** @type {import('./start-sqlite-thread.ts').ThreadMessage} */ message) =>
  parentPort?.postMessage(message);

/**
 * @param {ThreadRequest} request
 * @returns {ThreadAnswer}
 */
function answer({ statements: asked, place, commits }) {
  try {
    const opened = (database ??= open());
    if (touched !== undefined) throw touchedError(touched);
    if (place !== 'later') checkFiles(opened);
    if (place === 'first') begin(opened);
    const results = asked.map((statement) => run(opened, statement, place !== 'alone'));
    if (commits !== undefined) commit(opened, results[0]?.changes, commits.changes);
    // Nothing counts as written that went to files which were touched meanwhile.
    if (!opened.inTransaction) checkFiles(opened);
    return { results };
  } catch (error) {
    if (!(error instanceof Error)) return { failure: { message: String(error), code: undefined } };
    const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    if (database !== undefined && touched === undefined && /^SQLITE_(?:CORRUPT|NOTADB)/u.test(code ?? ''))
      stopWriting(database, `${file}: the database is damaged.`);
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
  // SQLite rolls a transaction back by itself if the disk is full.
  if (inside && !opened.inTransaction) throw new Error('the transaction was rolled back before');
  const statement = prepared(opened, sql);
  return statement.reader
    ? { rows: statement.all(parameters), changes: undefined }
    : { rows: [], changes: statement.run(parameters).changes };
}

/**
 * Begins as a writer: a reader that becomes a writer fails if another process has written meanwhile.
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

/**
 * Throws if somebody did something to the files past SQLite: what is written then would be lost, or damage more.
 *
 * @param {Database} opened
 */
function checkFiles(opened) {
  const touch = watch?.look();
  if (touch === undefined) return;
  throw stopWriting(opened, `${file}${touch.part}: ${touch.what} while a server had it open.`);
}

/**
 * Tells the main thread at once, which then refuses everything, and saves what can still be read.
 *
 * @param {Database} opened
 * @param {string} words
 */
function stopWriting(opened, words) {
  touched = words;
  post({ kind: 'touched', words });
  if (database?.inTransaction === true) opened.prepare('rollback').run([]);
  post({
    kind: 'saved',
    saved: saveReadable(opened, file, words, { isWhole: watch?.isWhole() ?? false, migrations }),
  });
  return touchedError(words);
}

/** Copies the frames of the log to the main file, as far as no reader needs them where they are. */
function copyLog() {
  const index = watch?.index();
  if (database === undefined || touched !== undefined || database.inTransaction) return;
  if (index === undefined || (index.frames === index.copied && index.isSettled)) return;
  try {
    if (watch?.look() === undefined) prepared(database, 'pragma wal_checkpoint(passive)').all([]);
  } catch {
    // The disk may be full. The frames stay where they are, and are safe there.
  }
}

function open() {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true });
    refuseTouched(file);
    // Only this user may read it. SQLite gives its other files the same mode.
    closeSync(openSync(file, 'a', 0o600));
  }
  const opened = new Libsql(file, {});
  try {
    for (const setting of settings) opened.prepare(`pragma ${setting}`).all();
    opened.prepare('select count(*) from sqlite_schema').all();
    migrations = migrationsOf(opened);
    if (file !== ':memory:') watch = watchFiles(file);
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
  clearInterval(timer);
  // SQLite would copy the log to a file that must not be written any more.
  if (touched !== undefined) return parentPort?.close();
  // SQLite keeps the file open until the garbage collector has taken its statements.
  statements.clear();
  database?.close();
  parentPort?.close();
}
