import type { BackupResult, RestoreResult } from '../store/index.ts';
import { CliError } from './cli-error.ts';
import type { CliHost } from './cli-host.ts';
import { reasonOf } from './reason-of.ts';
import { noDatabase } from './data-requests.ts';

/** `waymark backup`: copies the SQLite database beside a running server. */
export async function runBackup(target: string, host: CliHost): Promise<void> {
  const file = sqliteFile(host, 'pg_dump --format=custom --file=waymark.dump "$DATABASE_URL"');
  refuseEmpty(target, 'backup: give the file to write, for example: waymark backup backups/monday.db');
  const { backUp } = await import('../store/index.ts');
  const made = await backUp(file, target).catch(plainly(`${target} could not be written`));
  if (made.kind === 'refused') throw new CliError(whyNotBackedUp(made.why, file, target), 1);
  host.stdout.write(`Backed up to ${target}: conversations: ${String(made.conversations)}.\n`);
}

/** `waymark restore`: puts a backup in the database's place. */
export async function runRestore(
  backup: string,
  { replace = false }: { readonly replace?: boolean },
  host: CliHost,
): Promise<void> {
  const file = sqliteFile(
    host,
    'pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" waymark.dump',
  );
  refuseEmpty(backup, 'restore: give the backup, for example: waymark restore backups/monday.db');
  const { restore } = await import('../store/index.ts');
  const made = await restore(backup, file, replace).catch(
    plainly(`${backup} could not be restored to ${file}`),
  );
  if (made.kind === 'refused') throw new CliError(whyNotRestored(made.why, backup, file), 1);
  host.stdout.write(
    `Restored ${backup} to ${file}: conversations: ${String(made.conversations)}. ` +
      'People who were forgotten after that backup are in it again: run "waymark forget" for them.\n',
  );
}

function refuseEmpty(name: string, message: string): void {
  if (name.trim() === '') throw new CliError(message, 2);
}

/** Turns what the system or SQLite refuses into a sentence. */
function plainly(what: string): (error: unknown) => never {
  return (error) => {
    const reason = reasonOf(error);
    throw reason === undefined ? error : new CliError(`${what}: ${reason}.`, 1);
  };
}

function sqliteFile({ database: { url, file } }: CliHost, command: string): string {
  if (url === undefined) return file;
  throw new CliError(
    `DATABASE_URL is set: this copies SQLite files only. Use PostgreSQL's own tool: ${command} (docs/privacy.md)`,
    1,
  );
}

function whyNotBackedUp(
  why: Extract<BackupResult, { kind: 'refused' }>['why'],
  file: string,
  target: string,
) {
  switch (why) {
    case 'no-database':
      return noDatabase(file);
    case 'touched':
      return `${file} was touched while a server had it open: ${file}.touched says what to do.`;
    case 'target-exists':
      return `${target} is there already. Give another name, or delete it first.`;
  }
}

function whyNotRestored(
  why: Extract<RestoreResult, { kind: 'refused' }>['why'],
  backup: string,
  file: string,
) {
  switch (why) {
    case 'no-backup':
      return `There is no file ${backup}.`;
    case 'not-a-backup':
      return `${backup} is not a complete backup of Waymark. Use another one.`;
    case 'newer':
      return `${backup} was made by a newer version of Waymark. Restore it with that version.`;
    case 'in-use':
      return `A server has ${file} open. Stop it first.`;
    case 'database-exists':
      return `${file} is there already. Back it up if you may still need it, then give --replace.`;
  }
}
