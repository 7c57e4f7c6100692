export { runCli, type CliHost } from './run-cli.ts';
export { holdChat, type ChatStreams } from './hold-chat.ts';
