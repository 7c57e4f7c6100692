import type { Config } from '../config.ts';
import type { Bot } from '../bot/index.ts';
import type { Log } from './log.ts';
import { startServer } from './start-server.ts';

/** What `serve` runs: the bot, and how its content is read anew. */
export interface Service {
  readonly config: Config;
  readonly bot: Bot;
  /** Reads the content again and returns the issues, one a line; packs that are broken keep their last good version. */
  readonly reload: () => readonly string[];
  readonly log: Log;
}

/**
 * Runs the server until SIGINT or SIGTERM, then finishes the turns in flight. SIGHUP reads the content again. Returns
 * the exit code: 0 after a signal, 1 where the server could not start (the reason is in the log).
 */
export async function serve({ config, bot, reload, log }: Service): Promise<number> {
  const start = await startServer(config, bot, log);
  if (start.kind === 'refused') {
    log(start.reason);
    return 1;
  }
  const { server } = start;
  log(`Waymark listens on ${server.url}`);
  log(`Desk page: ${server.url}/desk; ask API: ${server.url}/api/ask (described at /api/openapi.json)`);
  log(`Bot Framework endpoint: ${server.url}/api/messages`);
  if (config.app === undefined) {
    log(
      'No app id is set: the bot serves callers on this machine only. Set MICROSOFT_APP_ID to connect channels.',
    );
  }
  if (config.apiKeyHashes.length === 0) {
    log('No API keys are set: the ask API serves callers on this machine only. Set API_KEYS to publish it.');
  }
  log(
    'Try next: "npx waymark chat" in another terminal, or point the Bot Framework Emulator at the endpoint.',
  );
  const onReload = () => {
    const issues = reload();
    for (const issue of issues) log(issue);
    log(
      issues.length === 0
        ? 'Content read again.'
        : 'Content read again; broken packs keep their last good version.',
    );
  };
  process.on('SIGHUP', onReload);
  await stopSignal();
  log('Stopping: finishing the turns in flight.');
  process.off('SIGHUP', onReload);
  await server.close();
  return 0;
}

/** Listens only while it waits: a second signal during the stop ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
