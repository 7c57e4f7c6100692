import type { Command } from 'commander';
import { runBackup, runRestore } from './run-backup.ts';
import type { CliHost } from './cli-host.ts';
import { runExport, runForget, runTrustClock, type ConversationFilter } from './data-requests.ts';

/** Adds the commands for stored data: forget, export, backup and restore. */
export function addDataCommands(program: Command, host: CliHost): void {
  named(
    program.command('forget'),
    'In a conversation with several people, all of it is forgotten (docs/privacy.md).',
  )
    .description('delete everything that is kept about a person or a conversation; the server may run')
    .action((options: ConversationFilter) => runForget(options, host, host.now()));

  named(
    program.command('export'),
    'In a conversation with several people, only their number is told of the others.',
  )
    .description('print everything that is kept about a person or a conversation, as JSON')
    .action((options: ConversationFilter) => runExport(options, host, host.now()));

  program
    .command('trust-clock')
    .description(
      "say that this machine's clock is right, so that expired data is deleted; the server may run",
    )
    .argument('<date>', "today's date (UTC), for example 2027-01-31")
    .action((date: string) => runTrustClock(date, host, host.now()));

  program
    .command('backup')
    .description('copy the SQLite database to a new file; the server may run')
    .argument('<file>', 'the file to write')
    .action((file: string) => runBackup(file, host));

  program
    .command('restore')
    .description('put a backup in the place of the SQLite database; the server must not run')
    .argument('<file>', 'the backup')
    .option('--replace', 'replace the database that is there')
    .action((file: string, options: { replace?: boolean }) => runRestore(file, options, host));
}

function named(command: Command, note: string): Command {
  return command
    .option(
      '--person <id>',
      "a person's id as the channel gives it, for example 29:1a2b… in Teams; may be given several times",
      collect,
    )
    .option(
      '--conversation <id>',
      "a conversation's id as the channel gives it; may be given several times",
      collect,
    )
    .option(
      '--channel <id>',
      'only in this channel, for example msteams; may be given several times',
      collect,
    )
    .addHelpText(
      'after',
      `\nExample:\n  waymark ${command.name()} --person 29:1a2b3c --channel msteams\n\n${note}`,
    );
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
