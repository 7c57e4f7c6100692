// @ts-check
import Libsql from 'libsql';

/** @typedef {import('kysely').SqliteDatabase} Database */

const SCHEMA =
  "select type, name, sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by type desc";

/**
 * Copies a database whose pages are damaged in part: of each table the rows before the first that cannot be read, from its
 * beginning and from its end. `migrations` are those rows as they were read before the damage: without them no version of
 * Waymark takes the copy. Throws if not even the names of the tables can be read.
 *
 * @param {Database} database
 * @param {string} target an empty file
 * @param {readonly unknown[]} migrations
 */
export function copyTables(database, target, migrations) {
  const copy = new Libsql(target);
  try {
    copy.prepare('begin').run();
    // Tables come before their indexes.
    for (const made of database.prepare(SCHEMA).all([])) {
      const { type, name, sql } = Object(made);
      copy.prepare(String(sql)).run();
      if (type === 'table') copyRows(database, copy, String(name));
    }
    for (const row of migrations) insert(copy, 'kysely_migration', row);
    copy.prepare('commit').run();
  } finally {
    copy.close();
  }
}

/**
 * @param {Database} database
 * @param {InstanceType<typeof Libsql>} copy
 * @param {string} table
 */
function copyRows(database, copy, table) {
  for (const order of ['asc', 'desc'])
    try {
      const rows = database.prepare(`select * from "${table}" order by rowid ${order}`);
      for (const row of rows.iterate([])) insert(copy, table, row);
      return;
    } catch {
      // The rows before this one were copied.
    }
}

/**
 * @param {InstanceType<typeof Libsql>} copy
 * @param {string} table
 * @param {unknown} row
 */
function insert(copy, table, row) {
  const values = Object.values(Object(row));
  const holes = values.map(() => '?').join(', ');
  copy.prepare(`insert or ignore into "${table}" values (${holes})`).run(...values);
}

/**
 * The rows of the migrations; none in a new database.
 *
 * @param {Database} database
 * @returns {readonly unknown[]}
 */
export function migrationsOf(database) {
  try {
    return database.prepare('select * from kysely_migration').all([]);
  } catch {
    return [];
  }
}
