import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Server } from 'restify';
import { isLoopbackHost } from '../../config.ts';
import type { AddressList } from '../http/address-list.ts';
import { addressBlock } from './limit-address.ts';
import { PROBLEM_HEADERS } from './security-headers.ts';

/** How many connections may be open. */
export interface SocketLimits {
  readonly most: number;
  /** From one address. Callers on this machine and trusted proxies have no such limit. */
  readonly mostPerAddress: number;
  readonly trustedProxies: AddressList;
  /** Times that replace those of `SOCKET_TIMES`. */
  readonly times?: Partial<SocketTimes> | undefined;
}

/** How long a connection may take, in milliseconds. Streams of the web chat have limits of their own. */
export interface SocketTimes {
  /** Until all headers have arrived. */
  readonly headersTimeout: number;
  /** Until the whole request has arrived. */
  readonly requestTimeout: number;
  /** Without a request on a connection that is kept alive. */
  readonly keepAliveTimeout: number;
  /** Without a byte in either direction, so that no response is kept in memory for a caller who does not read it. */
  readonly timeout: number;
  /** How often Node checks the first two. Often, so that many slow callers are not all closed in the same moment. */
  readonly connectionsCheckingInterval: number;
}

const SOCKET_TIMES: SocketTimes = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 20_000,
  timeout: 60_000,
  connectionsCheckingInterval: 500,
};
/** The largest number of requests on one connection. It is high because proxies keep theirs open for long. */
const MOST_REQUESTS = 10_000;

/** Limits connections in number and time, and answers requests that Node refuses with the same problem details as the rest. */
export function limitSockets(server: Server, limits: SocketLimits): void {
  const http: HttpServer = server.server;
  // Node reads them when it begins to listen; restify has no way to give them to its constructor.
  Object.assign(http, SOCKET_TIMES, limits.times, { requireHostHeader: false });
  http.maxRequestsPerSocket = MOST_REQUESTS;
  http.maxConnections = limits.most;
  limitPerAddress(http, limits);
  // restify listens for upgrades but passes them on to nobody, so their sockets would stay open for ever. Without a listener
  // Node treats them as ordinary requests.
  http.removeAllListeners('upgrade');
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuse(error, socket));
  http.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(417, { ...PROBLEM_HEADERS, connection: 'close' });
    response.end(problem(417));
  });
}

function limitPerAddress(http: HttpServer, { mostPerAddress, trustedProxies }: SocketLimits): void {
  const open = new Map<string, number>();
  // `serveWithoutUpgrade` gives a socket to Node again as a new connection, with every request that asks for an upgrade.
  const counted = new WeakSet<Socket>();
  http.on('connection', (socket: Socket) => {
    if (counted.has(socket)) return;
    counted.add(socket);
    const address = socket.remoteAddress ?? '';
    if (isLoopbackHost(address) || trustedProxies.has(address)) return;
    const block = addressBlock(address);
    const count = (open.get(block) ?? 0) + 1;
    open.set(block, count);
    socket.once('close', () => {
      const left = (open.get(block) ?? 1) - 1;
      if (left > 0) open.set(block, left);
      else open.delete(block);
    });
    if (count > mostPerAddress) socket.destroy();
  });
}

const REFUSALS: ReadonlyMap<number, string> = new Map([
  [400, 'Bad Request'],
  [408, 'Request Timeout'],
  [413, 'Content Too Large'],
  [417, 'Expectation Failed'],
  [431, 'Request Header Fields Too Large'],
]);

const STATUSES: ReadonlyMap<string, number> = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);

/** Answers a request that could not be parsed or did not arrive in time, and closes its connection. */
function refuse({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (socket.writable && code !== 'ECONNRESET' && !hasBegunResponse(socket)) {
    const status = STATUSES.get(code) ?? 400;
    const body = problem(status);
    const headers = {
      ...PROBLEM_HEADERS,
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 ${status} ${REFUSALS.get(status) ?? ''}\r\n${lines.join('')}\r\n${body}`);
  }
  // Not end(): a client that does not read would keep the socket.
  socket.destroySoon();
}

/** Whether a response has begun on a socket (Node keeps it there): another must not be written into it. */
function hasBegunResponse(socket: Socket): boolean {
  const busy: unknown = Reflect.get(socket, '_httpMessage');
  return typeof busy === 'object' && busy !== null && 'headersSent' in busy && busy.headersSent === true;
}

function problem(status: number): string {
  return JSON.stringify({ type: 'about:blank', status, title: REFUSALS.get(status) ?? 'Refused' });
}
