import { connect, type Socket } from 'node:net';

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** One connection that is kept alive; one request at a time. */
export interface Connection {
  send(request: string): Promise<HttpAnswer>;
  /** False where the server closed it, as it does with those that are not used for some seconds. */
  isOpen(): boolean;
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens a connection to this machine. It knows just enough of HTTP for what is measured here (a status, and a body of
 * a given length or in chunks): Node's own client would take more time than the servers that it measures.
 */
export function openConnection(port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(connectionOn(socket));
    });
  });
}

function connectionOn(socket: Socket): Connection {
  let waiting: Waiting | undefined;
  let received = '';
  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = undefined;
  };
  // One character a byte, so that lengths are what the headers say.
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    received = received === '' ? chunk : received + chunk;
    const answer = readAnswer(received);
    if (answer === undefined) return;
    received = '';
    waiting?.resolve(answer);
    waiting = undefined;
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the connection was closed')));
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) reject(new Error('the connection was closed'));
        waiting = { resolve, reject };
        socket.write(request);
      }),
    isOpen: () => !socket.destroyed && !socket.readableEnded,
    close: () => socket.destroy(),
  };
}

/** The whole answer, or undefined where some of it is still to come. */
function readAnswer(received: string): HttpAnswer | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = received.slice(0, headEnd);
  const status = Number(head.slice(9, 12));
  const bodyAt = headEnd + 4;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined)
    return received.length < bodyAt + Number(length) ? undefined : { status, body: received.slice(bodyAt) };
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, body: '' };
  return received.endsWith('\r\n0\r\n\r\n') || received.endsWith('\r\n\r\n0\r\n\r\n')
    ? { status, body: joinChunks(received, bodyAt) }
    : undefined;
}

function joinChunks(received: string, from: number): string {
  let body = '';
  for (let at = from; ;) {
    const lineEnd = received.indexOf('\r\n', at);
    const size = Number.parseInt(received.slice(at, lineEnd), 16);
    if (!(size > 0)) return body;
    body += received.slice(lineEnd + 2, lineEnd + 2 + size);
    at = lineEnd + 2 + size + 2;
  }
}
