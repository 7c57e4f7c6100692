import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Serves an upgrade request as an ordinary one, as RFC 9110, section 7.8, allows. (Java's HTTP client asks for HTTP/2 with
 * every request.) Once somebody listens for `upgrade`, Node no longer handles such a connection, so the request is put back
 * without its Upgrade header and the socket is given to Node again as a new connection.
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
  // Node's parser gives headers as Latin-1.
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
