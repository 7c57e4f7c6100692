import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Serves a request as if it had not asked for another protocol, as a server may (RFC 9110, section 7.8). Java's own client
 * asks for HTTP/2 that way with every request. Node gives up a connection whose upgrade somebody listens for: it is given
 * back to Node from the request on.
 */
export function serveWithoutUpgrade(
  http: Server,
  { method = '', url = '', httpVersion, rawHeaders }: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = '', value = ''] = rawHeaders.slice(i, i + 2);
    switch (name.toLowerCase()) {
      case 'upgrade':
      case 'http2-settings':
        break;
      case 'connection':
        lines.push(`${name}: ${withoutUpgrade(value)}`);
        break;
      default:
        lines.push(`${name}: ${value}`);
    }
  }
  // Headers come as Latin-1 from Node's parser.
  const request = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  socket.unshift(Buffer.concat([request, head]));
  http.emit('connection', socket);
}

function withoutUpgrade(connection: string): string {
  const left = connection
    .split(',')
    .map((option) => option.trim())
    .filter((option) => !/^(?:upgrade|http2-settings)$/iu.test(option));
  return left.length === 0 ? 'keep-alive' : left.join(', ');
}
