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

/** What `serve` runs. */
export interface Service {
  readonly config: Config;
  readonly bot: Bot;
  /** The embedded Direct Line channel; without it there is no web chat. */
  readonly channel?: Channel;
  /** Reads the content again and returns its issues, one a line. A broken pack keeps its last good version. */
  readonly reload: () => Promise<readonly string[]>;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}

/**
 * Runs the server until SIGINT or SIGTERM, then finishes the turns in flight. After SIGTERM it first goes on for a while, so
 * that load balancers notice that it is not ready any more. SIGHUP reads the content again. Resolves to the exit code: 0
 * after a signal; 1 if the server could not start (the log has the reason) or after an unhandled error.
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
  const onReload = oneAtATime(() => reloadContent(service));
  process.on('SIGHUP', onReload);
  const stop = listenForStop(log);
  const reason = await stop.reason;
  // Before anything else, so that load balancers send no more requests.
  readiness.stop();
  log.say('Stopping: finishing the turns in flight.');
  process.off('SIGHUP', onReload);
  await server.close(undefined, reason === 'SIGTERM' ? config.stopDelay : 0);
  await ops?.close();
  restoreConsole();
  stop.forget();
  return reason === 'bug' ? 1 : 0;
}

/** Starts the server for the metrics if METRICS_PORT is set. If it cannot listen, the log says how to fix it. */
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
      `${host}:${String(port)}: the metrics cannot be served there (${nameError(error)}). Set METRICS_PORT and METRICS_HOST to an address of this machine that is free.`,
      'error',
    );
    return 'refused';
  }
}

async function reloadContent({ reload, log }: Service): Promise<void> {
  try {
    const issues = await reload();
    for (const issue of issues) log.say(issue, 'warn');
    log.say(
      issues.length === 0
        ? 'Content read again.'
        : 'Content read again; broken packs keep their last good version.',
    );
  } catch (cause) {
    log.note('content-unread', { cause });
  }
}

/** Calls that come while the work is being done are done by one more run after it. */
function oneAtATime(work: () => Promise<void>): () => void {
  let asked = 0;
  const run = async (): Promise<void> => {
    while (asked > 0) {
      await work();
      // The call that was served, and all that came meanwhile, which one more run serves.
      asked = Math.min(asked - 1, 1);
    }
  };
  return () => {
    asked += 1;
    if (asked === 1) void run();
  };
}

/** Why the process ends. After SIGTERM it waits for load balancers; after SIGINT, from a keyboard, it does not. */
type StopReason = 'SIGINT' | 'SIGTERM' | 'bug';

interface Stop {
  /** Resolves when the process is to end. A second signal ends it at once; a second error is only logged. */
  readonly reason: Promise<StopReason>;
  /** Stops listening for unhandled errors. */
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
      // After such an error the process may be in any state: it ends even if the orderly stop hangs.
      setTimeout(() => process.exit(1), LAST_GRACE).unref();
      resolve('bug');
    });
  });
  return { reason, forget };
}

/** How long (milliseconds) the process may take to end after an unhandled error. */
const LAST_GRACE = 15_000;
