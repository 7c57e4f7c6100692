import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ReplyActivities } from './bot/index.ts';
import { endWithReader, runCli, type CliHost } from './cli/index.ts';
import { loadEnvironment, readConfig, type Config } from './config.ts';
import { formatIssue, openContent } from './content/index.ts';
import type { Dialogs } from './core/index.ts';
import type { Saved } from './store/index.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

/**
 * The composition root: reads the environment once, wires the layers, and runs the command of `argv`. Resolves to the exit
 * code.
 *
 *     process.exitCode = await main(process.argv);
 */
export async function main(argv: readonly string[]): Promise<number> {
  for (const output of [process.stdout, process.stderr]) endWithReader(output, (code) => process.exit(code));
  const read = readConfig(loadEnvironment());
  if (read.kind === 'refused') {
    for (const problem of read.problems) process.stderr.write(`${problem}\n`);
    return 1;
  }
  const { config } = read;
  const defaults = { knowledge: config.knowledgeDir, dialogs: config.dialogsDir, language: config.language };
  return runCli(argv, {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    defaults,
    version: readVersion(),
    database: { url: config.databaseUrl, file: databaseFile(config) },
    now: Date.now,
    serve: serveWith(config),
  });
}

function readVersion(): string {
  const text = readFileSync(new URL('package.json', PROJECT_FOLDER), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function serveWith(config: Config): CliHost['serve'] {
  return async ({ knowledge, dialogs: folder, language, pack }) => {
    // Loaded here and not above: no other command should wait for the server's modules.
    const version = readVersion();
    // The content is read in a thread meanwhile.
    const reading = openContent({ knowledge, pack, dialogs: folder, language });
    const [
      { serve, openBot, createLog, openLogSink, createMetrics, nameError, openSigningKey, watchClock },
      { openStore, isTouched },
      turn,
    ] = await Promise.all([
      import('./server/index.ts'),
      import('./store/index.ts'),
      import('./turn/index.ts'),
    ]);
    const metrics = createMetrics();
    const log = createLog({
      level: config.logLevel,
      write: openLogSink(),
      now: () => performance.now(),
      onEvent: (event, level) => {
        if (level === 'warn' || level === 'error') metrics.problem(event);
      },
    });
    const content = await reading;
    for (const issue of content.issues()) log.say(formatIssue(issue), 'warn');
    const first = content.advisor();
    if (first === undefined) {
      log.say(whyNoContent({ knowledge, folder, language }, content.dialogs()), 'error');
      return 1;
    }
    const store = await openStore<ReplyActivities>({
      databaseUrl: config.databaseUrl,
      file: databaseFile(config),
      onIdleError: (cause) => log.note('connection-broke', { cause }),
      check: {
        limit: CHECK_LIMIT,
        onLate: () => log.note('check-late'),
      },
      onTouched: {
        onTouched(words) {
          log.note('database-touched');
          log.say(`${words} No more turns are taken. What can still be read is saved first.`, 'error');
        },
        onSaved: (saved) => log.say(whatWasSaved(saved), 'error'),
      },
      ifUnavailable: {
        kind: 'wait',
        onWait: (error) => log.say(whyNoTurns(config, nameError(error)), 'warn'),
      },
    }).catch((error: unknown) => {
      const why = isTouched(error) ? error.message : undefined;
      log.say(why === undefined ? whyNotOpened(config, nameError(error)) : `Not started: ${why}`, 'error');
      return undefined;
    });
    if (store === undefined) return 1;
    const signingKey = openSigningKey(config, log);
    const opened = openBot({
      config,
      advisor: () => content.advisor() ?? first,
      store,
      now: Date.now,
      log,
      version,
      metrics,
      signingKey,
    });
    const retention = turn.startRetention({
      data: store,
      now: Date.now,
      monotonic: () => performance.now(),
      onClockChecked: watchClock(metrics, log),
      days: { conversations: config.conversationDays, events: config.eventDays },
      onFailure: (cause) => log.note('retention-failed', { cause }),
    });
    const reload = async () => {
      await content.reload();
      return content.issues().map(formatIssue);
    };
    const { bot, readiness, channel } = opened;
    const code = await serve({ config, bot, readiness, channel, reload, log, metrics });
    await Promise.all([retention.stop(), opened.close(), content.close()]);
    await store.close();
    return code;
  };
}

/** How long the check of the SQLite file may hold up the start, in milliseconds. 1 GB takes 7 s (docs/durability.md). */
const CHECK_LIMIT = 60_000;

function whatWasSaved(saved: Saved): string {
  switch (saved.kind) {
    case 'in-place':
      return 'Everything was saved: it is in the database file now. Start Waymark again.';
    case 'copied':
      return `What could still be read is in ${saved.copy}. Stop every server, then: waymark restore ${saved.copy} --replace (or a backup of your own that has more).`;
    case 'nothing':
      return `Nothing could be read any more (${saved.why}). Stop every server, then restore your newest backup: waymark restore FILE --replace`;
  }
}

function databaseFile({ dataDir }: Config): string {
  return join(dataDir, 'waymark.db');
}

/** Why there is nothing to answer with; the issues of packs and dialogs have been logged before. */
function whyNoContent(
  { knowledge, folder, language }: Readonly<Record<'knowledge' | 'folder' | 'language', string>>,
  dialogs: Dialogs | undefined,
): string {
  if (dialogs === undefined) return `Not started: the dialogs in ${folder} have errors. Fix them first.`;
  return dialogs.words.has(language) && dialogs.grammars.has(language)
    ? `Not started: there is no pack without errors in ${knowledge}. Set KNOWLEDGE_DIR to a folder with one.`
    : `Not started: there are no words in the language "${language}" in ${folder}. Set WAYMARK_LANGUAGE to one that there is: ${[...dialogs.words.keys()].join(', ')}.`;
}

function whyNotOpened({ databaseUrl, dataDir }: Config, why: string): string {
  return databaseUrl === undefined
    ? `Not started: the database file in ${dataDir} could not be opened (${why}). Restore it from a backup, or set DATA_DIR to another folder.`
    : `Not started: the database of DATABASE_URL could not be opened (${why}). Check user, password and name, and that no newer version of Waymark has used it.`;
}

function whyNoTurns({ databaseUrl, dataDir }: Config, why: string): string {
  return databaseUrl === undefined
    ? `No chat yet: the database file in ${dataDir} cannot be written (${why}). Check the folder, or set DATA_DIR. Trying again; the ask API and the desk page need no database.`
    : `No chat yet: the database of DATABASE_URL cannot be reached (${why}). Check that it runs and that the address is right. Trying again; the ask API and the desk page need no database.`;
}
