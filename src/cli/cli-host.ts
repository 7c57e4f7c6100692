import type { ContentOptions } from './load-advisor.ts';

/** What the command line needs from outside: its streams, its defaults, and how to start the server. */
export interface CliHost {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream;
  readonly defaults: Omit<ContentOptions, 'pack'>;
  /** Of this program, as `--version` prints it. */
  readonly version: string;
  /** Where conversations are kept: a PostgreSQL address, or else a SQLite file. */
  readonly database: { readonly url: string | undefined; readonly file: string };
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Starts the bot and resolves to an exit code when it has stopped. */
  serve(content: ContentOptions): Promise<number>;
}
