import { CompiledQuery, type Compilable, type Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Makes a statement for rows; for each number of rows its text is built only once. */
export type Statement<Row> = (rows: readonly Row[]) => CompiledQuery;

/**
 * A statement on rows. `build` makes it from rows whose values are its first holes, in the order of their fields; every
 * row has the same fields in the same order as `sample`. Holes behind them, where it has any, are always filled alike.
 */
function statementOn<Row extends object>(
  sample: Row,
  build: (rows: readonly Row[]) => Compilable,
): Statement<Row> {
  const texts = new Map<number, { readonly sql: string; readonly others: readonly unknown[] }>();
  const width = Object.keys(sample).length;
  return (rows) => {
    const text = texts.get(rows.length) ?? compile(rows.length);
    return CompiledQuery.raw(text.sql, [
      ...rows.flatMap((row): unknown[] => Object.values(row)),
      ...text.others,
    ]);
  };

  function compile(count: number) {
    const { sql, parameters } = build(new Array<Row>(count).fill(sample)).compile();
    const text = { sql, others: parameters.slice(count * width) };
    texts.set(count, text);
    return text;
  }
}

/** What every turn runs. Building a statement's text with Kysely costs more than running it; so it is done once. */
export function createStatements(db: Kysely<Schema>, locksRows: boolean) {
  return {
    readConversations: statementOn({ key: '' }, (rows) => {
      const query = db
        .selectFrom('conversations')
        .select(['key', 'state', 'version'])
        .where(
          'key',
          'in',
          rows.map(({ key }) => key),
        )
        .orderBy('key');
      return locksRows ? query.forUpdate() : query;
    }),

    readInbound: statementOn({ id: '' }, (rows) =>
      db
        .selectFrom('inbound')
        .select(['id', 'version'])
        .where(
          'id',
          'in',
          rows.map(({ id }) => id),
        ),
    ),

    /** Changes fewer rows where a conversation is no longer at the version before. */
    writeConversations: statementOn({ key: '', state: '', version: 0, written_at: 0 }, (rows) =>
      db
        .insertInto('conversations')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet((row) => ({
              state: row.ref('excluded.state'),
              version: row.ref('excluded.version'),
              written_at: row.ref('excluded.written_at'),
            }))
            .whereRef('conversations.version', '=', (row) => row('excluded.version', '-', 1)),
        ),
    ),

    writeInbound: statementOn({ id: '', key: '', version: 0, at: 0 }, (rows) =>
      db.insertInto('inbound').values(rows),
    ),

    writeOutbox: statementOn<Schema['outbox']>(
      {
        key: '',
        version: 0,
        said: '',
        at: 0,
        sent_at: null,
        due_at: 0,
        leased_until: 0,
        attempts: 0,
      },
      (rows) => db.insertInto('outbox').values(rows),
    ),

    writeEvents: statementOn({ id: '', at: 0, event: '' }, (rows) => db.insertInto('events').values(rows)),
  };
}

export type Statements = ReturnType<typeof createStatements>;
