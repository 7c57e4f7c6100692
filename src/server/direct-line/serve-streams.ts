import { IncomingMessage, STATUS_CODES, type Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import {
  parseWatermark,
  type Channel,
  type CloseReason,
  type Participant,
  type StreamClient,
} from '../../directline/index.ts';
import type { AddressLimit } from '../front/limit-address.ts';
import { findTargetProblem } from '../front/find-target-problem.ts';
import { orderUpgrades } from '../front/order-upgrades.ts';
import { hasManyHeaders } from '../front/refuse-many-headers.ts';
import type { ChatGuard } from './create-chat-guard.ts';
import { DIRECT_LINE } from './stream-url.ts';
import { serveWithoutUpgrade } from './serve-without-upgrade.ts';

export interface StreamServer {
  /** Refuses new streams and closes the open ones, so that clients reconnect to another instance. */
  stop(): void;
}

const PATH = new RegExp(`^${DIRECT_LINE}/conversations/([\\w-]{1,100})/stream$`, 'u');

/** Clients send only empty frames, to check the connection. */
const LARGEST_FRAME = 1_024;
const MOST_FRAMES = 60;

/** How often (milliseconds) an empty frame and a ping are sent. A client that does not react until the next one is cut off. */
const BEAT = 20_000;

/** Close codes, from RFC 6455, section 7.4.1, and its IANA registry. */
const CODES: Readonly<Record<CloseReason, number>> = { replaced: 1000, slow: 1013, stopping: 1012 };

/** Milliseconds after which a socket that does not close is cut off. */
const CLOSING = 2_000;

/** Serves the WebSocket streams of conversations. Every other upgrade request is served as an ordinary request. */
export function serveStreams(
  http: HttpServer,
  channel: Channel,
  guard: ChatGuard,
  limit: AddressLimit,
): StreamServer {
  let isStopping = false;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_FRAME,
    perMessageDeflate: false,
  });
  const whenAnswered = orderUpgrades(http);
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    whenAnswered(socket, () => take(request, socket, head)),
  );
  return {
    stop() {
      isStopping = true;
      channel.streams.stop();
    },
  };

  function take(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Not parsed by URL: it throws on addresses such as "//", and an error thrown here would end the process.
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    const [, conversation] = PATH.exec(path) ?? [];
    const isSocket = request.headers.upgrade?.toLowerCase() === 'websocket' && request.method === 'GET';
    if (conversation === undefined || !isSocket || isForRestify(request)) {
      serveWithoutUpgrade(http, request, socket, head);
      return;
    }
    // A socket error without a listener would end the process.
    const onError = () => socket.destroy();
    socket.on('error', onError);
    open(request, conversation, new URLSearchParams(query)).then(
      (found) => {
        if (typeof found === 'number') {
          refuse(socket, found);
          return;
        }
        socket.off('error', onError);
        sockets.handleUpgrade(request, socket, head, (websocket) => serve(websocket, found));
      },
      () => refuse(socket, 500),
    );
  }

  /** The participant and the watermark to start from, or the status of the refusal. */
  async function open(
    request: IncomingMessage,
    conversation: string,
    query: URLSearchParams,
  ): Promise<Place | number> {
    if (isStopping) return 503;
    if (limit.wait(request) > 0 || guard.reads.wait(request) > 0) return 429;
    limit.count(request);
    if (!guard.admitStream(request)) return 403;
    const verified = await channel.tokens.verify('stream', query.get('t') ?? '');
    if (verified.kind !== 'participant' || verified.participant.conversation !== conversation) return 403;
    const place = await channel.findWatermark(verified.participant, parseWatermark(query.get('watermark')));
    if (place.kind === 'found') return { participant: verified.participant, from: place.from, request };
    return place.kind === 'unknown' ? 404 : 503;
  }

  function serve(websocket: WebSocket, { participant, from, request }: Place): void {
    // The process may have begun to stop while the request was checked.
    if (isStopping) {
      close(websocket, CODES.stopping);
      return;
    }
    websocket.once(
      'close',
      channel.openStream(participant, from, streamClient(websocket, request, guard.reads)),
    );
    keepAlive(websocket);
  }
}

/** Whether a request is refused as an ordinary one would be. */
function isForRestify(request: IncomingMessage): boolean {
  return hasManyHeaders(request) || findTargetProblem(request) !== undefined;
}

interface Place {
  readonly participant: Participant;
  readonly from: number;
  /** The request that opened the stream. */
  readonly request: IncomingMessage;
}

function streamClient(
  websocket: WebSocket,
  request: IncomingMessage,
  reads: ChatGuard['reads'],
): StreamClient {
  websocket.on('error', () => websocket.terminate());
  return {
    wait: () => reads.wait(request) * 1_000,
    send(json) {
      const frame = Buffer.from(json);
      reads.count(request, frame.length);
      return new Promise((resolve, reject) => {
        websocket.send(frame, { binary: false }, (error) => {
          if (error instanceof Error) reject(error);
          else resolve();
        });
      });
    },
    close: (why) => close(websocket, CODES[why]),
  };
}

/** Sends a close frame and cuts the socket off if the client does not answer soon. */
function close(websocket: WebSocket, code: number): void {
  websocket.close(code);
  setTimeout(() => websocket.terminate(), CLOSING).unref();
}

function keepAlive(websocket: WebSocket): void {
  let isThere = true;
  let frames = 0;
  const beat = setInterval(() => {
    if (!isThere) {
      websocket.terminate();
      return;
    }
    isThere = false;
    frames = 0;
    websocket.send('');
    websocket.ping();
  }, BEAT);
  const seen = () => {
    isThere = true;
    frames += 1;
    if (frames > MOST_FRAMES) websocket.terminate();
  };
  websocket.on('message', seen).on('pong', seen).on('ping', seen);
  websocket.once('close', () => clearInterval(beat));
}

function refuse(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}
