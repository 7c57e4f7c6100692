import type { Config } from '../config.ts';
import type { Bot } from '../bot/index.ts';
import type { Channel } from '../directline/index.ts';
import { nameError, type Log } from './log/index.ts';
import { startMessages } from './start-messages.ts';
import { startServer } from './start-server.ts';
import type { Metrics } from './watch/create-metrics.ts';
import { watchUnhandledErrors } from './watch/watch-unhandled-errors.ts';
import { muteConsole } from './watch/mute-console.ts';
import { startOpsServer, type OpsServer } from './watch/start-ops-server.ts';
import { watchProcess } from './watch/watch-process.ts';
import type { Readiness } from './watch/create-readiness.ts';

/** What `serve` runs: the bot, and how its content is read anew. */
export interface Service {
  readonly config: Config;
  readonly bot: Bot;
  /** The embedded Direct Line channel; without it there is no web chat. */
  readonly channel?: Channel;
  /** Reads the content again and returns the issues, one a line; packs that are broken keep their last good version. */
  readonly reload: () => readonly string[];
  readonly log: Log;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}

/**
 * Runs the server until SIGINT or SIGTERM, then finishes the turns in flight; after SIGTERM it goes on for a while, so
 * that load balancers see first that it is not ready any more. SIGHUP reads the content again. Returns
 * the exit code: 0 after a signal, 1 where the server could not start (the reason is in the log) or after an error that
 * nobody handled.
 */
export async function serve(service: Service): Promise<number> {
  const { config, bot, channel, log, metrics, readiness } = service;
  const ops = await openOps(service);
  if (ops === 'refused') return 1;
  const start = await startServer(config, bot, log, {
    metrics,
    readiness,
    ...(channel === undefined ? {} : { channel }),
  });
  if (start.kind === 'refused') {
    log.say(start.reason, 'error');
    await ops?.close();
    return 1;
  }
  const { server } = start;
  for (const message of startMessages(config, server.url, ops?.url)) log.say(message);
  watchProcess(metrics, readiness);
  const restoreConsole = muteConsole(log);
  const onReload = () => reloadContent(service);
  process.on('SIGHUP', onReload);
  const stop = listenForStop(log);
  const reason = await stop.reason;
  // First of all, so that no load balancer sends more.
  readiness.stop();
  log.say('Stopping: finishing the turns in flight.');
  process.off('SIGHUP', onReload);
  await server.close(undefined, reason === 'SIGTERM' ? config.stopDelay : 0);
  await ops?.close();
  restoreConsole();
  stop.forget();
  return reason === 'bug' ? 1 : 0;
}

/** The figures' own server, where one is set; what keeps it from listening is for the operator to mend. */
async function openOps({
  config,
  log,
  metrics,
  readiness,
}: Service): Promise<OpsServer | 'refused' | undefined> {
  const { metricsHost: host, metricsPort: port } = config;
  if (port === undefined) return undefined;
  try {
    return await startOpsServer({ host, port }, metrics, readiness);
  } catch (error) {
    log.say(
      `${host}:${String(port)}: the figures cannot be told there (${nameError(error)}). Set METRICS_PORT and METRICS_HOST to an address of this machine that is free.`,
      'error',
    );
    return 'refused';
  }
}

function reloadContent({ reload, log }: Service): void {
  const issues = reload();
  for (const issue of issues) log.say(issue, 'warn');
  log.say(
    issues.length === 0
      ? 'Content read again.'
      : 'Content read again; broken packs keep their last good version.',
  );
}

/** SIGINT: somebody sits before it; SIGTERM: a load balancer may not know yet. */
type StopReason = 'SIGINT' | 'SIGTERM' | 'bug';

interface Stop {
  /** Why the process is to end; a second signal during the stop ends it at once, a second error is logged. */
  readonly reason: Promise<StopReason>;
  /** Ends the listening to errors. */
  readonly forget: () => void;
}

function listenForStop(log: Log): Stop {
  let forget: () => void = () => undefined;
  const reason = new Promise<StopReason>((resolve) => {
    const stopped = (by: StopReason) => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      resolve(by);
    };
    const onInterrupt = () => stopped('SIGINT');
    const onTerminate = () => stopped('SIGTERM');
    process.on('SIGINT', onInterrupt);
    process.on('SIGTERM', onTerminate);
    forget = watchUnhandledErrors(log, () => {
      // After such an error the process may be in any state: it ends even where it cannot finish.
      setTimeout(() => process.exit(1), LAST_GRACE).unref();
      resolve('bug');
    });
  });
  return { reason, forget };
}

/** After an error that nobody handled the process ends within so many milliseconds. */
const LAST_GRACE = 15_000;
