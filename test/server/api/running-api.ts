import { request, type IncomingHttpHeaders } from 'node:http';
import { startServer, type ServerOptions } from '../../../src/server/index.ts';
import type { Bot } from '../../../src/bot/index.ts';
import { configOf, idleBot, logTo } from '../../support/running-bot.ts';

/** The ask API over real HTTP on a free port, with what it logged. */
export interface RunningApi {
  readonly url: string;
  readonly log: readonly string[];
  close(): Promise<void>;
  /** Sends exactly this; fetch would add and correct headers and paths. */
  send(method: string, path: string, sent?: Sent): Promise<Received>;
  /** Posts JSON. */
  post(path: string, body: unknown, headers?: Headers): Promise<Received>;
}

type Headers = Readonly<Record<string, string>>;

export interface Sent {
  readonly headers?: Headers;
  readonly body?: string | Buffer;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body where it is JSON. */
  readonly json: unknown;
}

export interface Setting {
  readonly env?: NodeJS.ProcessEnv;
  readonly advisor?: Bot['advisor'];
  readonly serverOptions?: Partial<ServerOptions>;
}

/** Its clock stands still and there is no desk page, unless the serverOptions say otherwise. */
export async function runApi({ env = {}, advisor, serverOptions }: Setting = {}): Promise<RunningApi> {
  const log: string[] = [];
  const start = await startServer(configOf(env), idleBot(advisor), logTo(log), {
    now: () => 0,
    deskFolder: 'no/such/folder',
    ...serverOptions,
  });
  if (start.kind === 'refused') throw new Error(start.reason);
  const { server } = start;
  const { url } = server;
  const send = (method: string, path: string, sent: Sent = {}) => exchange(url, method, path, sent);
  const post = (path: string, body: unknown, headers: Headers = {}) =>
    send('POST', path, {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return { url, log, close: () => server.close(100), send, post };
}

function exchange(
  url: string,
  method: string,
  path: string,
  { headers = {}, body = '' }: Sent,
): Promise<Received> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const type = response.headers['content-type'] ?? '';
        const text = bytes.toString();
        const json: unknown = type.includes('json') && text !== '' ? JSON.parse(text) : undefined;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text, json });
      });
    });
    // A server that refuses a large body closes before it is all sent; the answer has then been read already.
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error);
    });
    sent.end(body);
  });
}
