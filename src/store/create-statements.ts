import { CompiledQuery, type Compilable, type Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Builds a statement for rows. Its SQL text is cached for each number of rows. */
export type Statement<Row> = (rows: readonly Row[]) => CompiledQuery;

/**
 * Creates a statement. `build` builds it from rows; the values of the rows must be its first parameters, in the order of
 * their fields. Every row has the same fields in the same order as `sample`. Further parameters always keep the value
 * that `build` gave them.
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

/** The statements of every turn. They are cached because Kysely takes longer to build them than the database to run them. */
export function createStatements(db: Kysely<Schema>, locksRows: boolean) {
  return {
    readConversations: statementOn({ key: '' }, (rows) => {
      const query = db
        .selectFrom('conversations')
        .select(['key', 'state', 'version', 'life', 'logged', 'written_at'])
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

    /** Changes fewer rows than it is given if a conversation is no longer at the version before. */
    writeConversations: statementOn<Schema['conversations']>(
      { key: '', state: '', version: 0, written_at: 0, life: '', logged: 0, ends_at: null },
      (rows) =>
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
                logged: row.ref('excluded.logged'),
                ends_at: row.ref('excluded.ends_at'),
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
