import type { Client } from 'pg';
import { printTable } from '../table.ts';

interface TableRow {
  readonly name: string;
  readonly rows: string;
  readonly bytes: string;
}

/** Prints what the turns left behind: rows and bytes of each table with its indexes, and what a turn takes of them. */
export async function measureTables(client: Client): Promise<void> {
  await client.query('analyze');
  const { rows: tables } = await client.query<TableRow>(
    `select c.relname as name, c.reltuples::bigint as rows, pg_total_relation_size(c.oid) as bytes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and c.reltuples > 100 order by 3 desc`,
  );
  const { rows: counted } = await client.query<{ turns: string; talks: string; log: string }>(
    `select (select count(*) from inbound) as turns, (select count(*) from conversations) as talks,
            pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as log`,
  );
  const [turns, talks, log] = [counted[0]?.turns, counted[0]?.talks, counted[0]?.log].map(Number);
  if (turns === undefined || talks === undefined || log === undefined) return;
  const sum = tables.reduce((bytes, table) => bytes + Number(table.bytes), 0);
  const line = (name: string, rows: number, bytes: number) => [
    name,
    String(rows),
    (bytes / 2 ** 20).toFixed(0),
    (bytes / turns).toFixed(0),
  ];
  printTable(
    `What ${String(turns)} turns in ${String(talks)} conversations left behind`,
    ['table, with indexes', 'rows', 'MB', 'bytes a turn'],
    [
      ...tables.map((table) => line(table.name, Number(table.rows), Number(table.bytes))),
      line(
        'all',
        tables.reduce((rows, table) => rows + Number(table.rows), 0),
        sum,
      ),
      ['written to the log', '', (log / 2 ** 20).toFixed(0), (log / turns).toFixed(0)],
    ],
  );
}
