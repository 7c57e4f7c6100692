import { connect, type Socket } from 'node:net';

/** The headers with which a client opens a stream. */
export const HANDSHAKE: readonly string[] = [
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

/** A request as it goes over the wire. */
export function upgrade(target: string, headers = HANDSHAKE, method = 'GET'): string {
  return `${method} ${target} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`;
}

/** What the server did with the bytes that were sent. */
export interface Seen {
  readonly socket: Socket;
  readonly text: string;
  readonly isClosed: boolean;
}

export interface Sending {
  /** Sent 50 ms after the first answer. */
  readonly behind?: Buffer;
  /** What to wait for, and for how many milliseconds at most. */
  readonly until: 'answered' | 'closed';
  readonly patience: number;
}

/** Sends bytes over a new connection. */
export function sendRaw(url: string, bytes: string, { behind, until, patience }: Sending): Promise<Seen> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    const end = (isClosed: boolean) => {
      clearTimeout(timer);
      resolve({ socket, text, isClosed });
    };
    const timer = setTimeout(() => end(false), patience);
    if (behind !== undefined) socket.once('data', () => setTimeout(() => socket.write(behind), 50));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (until === 'answered') end(false);
    });
    socket.on('error', () => end(true)).on('close', () => end(true));
  });
}

/** A WebSocket frame of a client (RFC 6455, section 5.2), masked with zeros. `length` is the length that it claims. */
export function frame(first: number, payload: Buffer, length = payload.length): Buffer {
  return Buffer.concat([head(first, length), Buffer.alloc(4), payload]);
}

function head(first: number, length: number): Buffer {
  if (length < 126) return Buffer.from([first, 0x80 | length]);
  const bytes = Buffer.alloc(length < 2 ** 16 ? 4 : 10);
  bytes[0] = first;
  bytes[1] = 0x80 | (length < 2 ** 16 ? 126 : 127);
  if (length < 2 ** 16) bytes.writeUInt16BE(length, 2);
  else bytes.writeBigUInt64BE(BigInt(length), 2);
  return bytes;
}
