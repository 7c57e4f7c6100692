// The server as `waymark serve` runs it, with a store, a channel and libraries that fail with users' words in their
// errors. A process of its own, so that everything that it writes can be read. Sends its address to its parent.
import { allPacks } from '../support/all-packs.ts';
import { configOf } from '../support/running-bot.ts';
import { createLog, createMetrics, openBot, openLogSink, serve } from '../../src/server/index.ts';
import { openStore } from '../../src/store/index.ts';
import type { ReplyActivities } from '../../src/bot/index.ts';
import type { TurnRequest, TurnStore } from '../../src/turn/index.ts';

/**
 * The store fails for a while once in this many calls. A short run needs a small number, or it would see no failure.
 */
const CYCLE = Number(process.env['CANARY_STORE_CYCLE'] ?? 30);

const config = configOf({ ...process.env, LOG_LEVEL: 'debug' });
const metrics = createMetrics();
const sink = createLog({ level: config.logLevel, write: openLogSink(), now: () => performance.now() });
const log: typeof sink = {
  ...sink,
  say(line) {
    const url = /^Waymark listens on (\S+)$/u.exec(line)?.[1];
    if (url !== undefined) process.send?.({ url });
    sink.say(line);
  },
};
const store = failing(
  await openStore<ReplyActivities>({
    databaseUrl: undefined,
    file: ':memory:',
    onIdleError: () => undefined,
  }),
);
const opened = openBot({ config, advisor: allPacks, store, now: Date.now, log, metrics });

process.on('message', (text: string) => {
  // Writes as libraries do: to the console, as a warning, as an unhandled rejection.
  console.error(new Error(text), { headers: { authorization: text } });
  console.log('Activity:', text);
  process.emitWarning(text, { type: 'DeprecationWarning', code: text });
  if (text.startsWith('end')) void Promise.reject(new Error(text));
});
process.on('disconnect', () => process.exit(3));

const { bot, readiness, channel } = opened;
const code = await serve({
  config,
  bot,
  readiness,
  channel,
  reload: () => Promise.resolve([]),
  log,
  metrics,
});
await opened.close();
process.exit(code);

/**
 * A store in which a tenth of the turns fail (a third in a short run), and which fails as a whole now and then. Each
 * error contains everything that it knows.
 */
function failing(kept: TurnStore<ReplyActivities>): TurnStore<ReplyActivities> {
  let turns = 0;
  let takes = 0;
  const steps = (request: TurnRequest<ReplyActivities>): TurnRequest<ReplyActivities> => ({
    ...request,
    decide(before) {
      turns += 1;
      const step = request.decide(before);
      const all = `${JSON.stringify(step)} ${JSON.stringify(request)}`;
      if (turns % Math.min(10, CYCLE / 3) === 1)
        throw Object.assign(new Error(all), { code: all, name: all, cause: new Error(all) });
      return step;
    },
  });
  const take = (...[requests, ...rest]: Parameters<TurnStore<ReplyActivities>['commitTurns']>) => {
    takes += 1;
    if (takes % CYCLE < CYCLE * 0.73) return kept.commitTurns(requests.map(steps), ...rest);
    return Promise.reject(
      Object.assign(new Error(JSON.stringify(requests)), { detail: JSON.stringify(requests) }),
    );
  };
  return { ...kept, commitTurns: take };
}
