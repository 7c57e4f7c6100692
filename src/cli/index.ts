export type { CliHost } from './cli-host.ts';
export { endWithReader } from './end-with-reader.ts';
export { runCli } from './run-cli.ts';
export { runChat, type ChatStreams } from './run-chat.ts';
