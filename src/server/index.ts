export { createLog, LOG_LEVELS, openLogSink, type Log, type LogLine } from './log/index.ts';
export { serve, type Service } from './serve.ts';
export { startServer, type RunningServer, type StartResult, type ServerOptions } from './start-server.ts';
export { nameError } from './log/index.ts';
export { createMetrics, type Metrics } from './watch/create-metrics.ts';
export { openBot, type OpenBot } from './open-bot.ts';
export { watchClock } from './watch/watch-clock.ts';
export { openSigningKey } from './direct-line/open-signing-key.ts';
