import { readdirSync, readFileSync } from 'node:fs';
import { Client } from 'pg';

/** Looks at a PostgreSQL server on this machine. */
export interface PostgresReading {
  readonly client: Client;
  /** Processor time of the server with all its processes so far, in milliseconds; zero where the system does not say. */
  processorTime(): number;
}

const TICK = 10;

/** Connects; the server's main process is the parent of the one that serves this connection. */
export async function openPostgresReading(url: string): Promise<PostgresReading> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const main = processOf(rows[0]?.pid ?? 0)?.parent ?? 0;
  return {
    client,
    processorTime() {
      const children = readdirSync('/proc')
        .filter((name) => /^\d+$/u.test(name))
        .flatMap((name) => processOf(Number(name)) ?? [])
        .filter(({ parent }) => parent === main);
      // The main process's own figure has that of its children who have ended.
      const [first] = [processOf(main)];
      return children.reduce((sum, { own }) => sum + own, first === undefined ? 0 : first.own + first.ended);
    },
  };
}

/** The parent of a process, its processor time and that of its children who have ended (milliseconds). */
function processOf(id: number): { parent: number; own: number; ended: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${String(id)}/stat`, 'utf8');
    // Behind the name, which may have spaces: field 3 of proc(5) comes first.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const at = (field: number) => Number(fields[field - 3]);
    return { parent: at(4), own: (at(14) + at(15)) * TICK, ended: (at(16) + at(17)) * TICK };
  } catch {
    return undefined;
  }
}
