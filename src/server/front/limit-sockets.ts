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
  /** From one address that is neither this machine nor a trusted proxy. */
  readonly mostPerAddress: number;
  readonly trustedProxies: AddressList;
}

/**
 * Milliseconds: until all headers are there, until the whole request is, between two requests, and without a byte in either
 * direction: whoever does not read an answer must not have it kept for them. Streams have times of their own.
 */
const TIMES = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 20_000, timeout: 60_000 };
/** How often the first two are looked at: often, so that a thousand who crawl are not all turned away at once. */
const LOOK = 500;
/** So many requests go over one connection; proxies keep theirs open for long. */
const MOST_REQUESTS = 10_000;

/** Bounds what a connection costs, and answers what Node itself refuses in the way that everything is refused. */
export function limitSockets(server: Server, limits: SocketLimits): void {
  const http: HttpServer = server.server;
  Object.assign(http, TIMES, {
    // Node reads these two when it begins to listen; restify has no way to give them to its constructor.
    connectionsCheckingInterval: LOOK,
    requireHostHeader: false,
  });
  http.maxRequestsPerSocket = MOST_REQUESTS;
  http.maxConnections = limits.most;
  limitPerAddress(http, limits);
  // restify passes upgrades on to nobody, and a socket that nobody takes stays open for ever. Without a listener Node
  // takes the request as an ordinary one.
  http.removeAllListeners('upgrade');
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuse(error, socket));
  http.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(417, { ...PROBLEM_HEADERS, connection: 'close' });
    response.end(problem(417));
  });
}

function limitPerAddress(http: HttpServer, { mostPerAddress, trustedProxies }: SocketLimits): void {
  const open = new Map<string, number>();
  http.on('connection', (socket: Socket) => {
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

/** A request that could not even be parsed, or did not come to its end in time. */
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
  // Not end(): a caller who does not read must not keep the socket.
  socket.destroySoon();
}

/** Node keeps the response that a socket is busy with; ours must not be written into it. */
function hasBegunResponse(socket: Socket): boolean {
  const busy: unknown = Reflect.get(socket, '_httpMessage');
  return typeof busy === 'object' && busy !== null && 'headersSent' in busy && busy.headersSent === true;
}

function problem(status: number): string {
  return JSON.stringify({ type: 'about:blank', status, title: REFUSALS.get(status) ?? 'Refused' });
}
