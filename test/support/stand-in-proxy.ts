import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** A proxy for tests. It records the requested hosts and connects every tunnel to one server on this machine. */
export interface StandInProxy {
  readonly url: string;
  /** The host and port of each tunnel that was asked for, with the credentials that came with it, if any. */
  readonly asked: readonly { readonly to: string; readonly credentials: string | undefined }[];
  close(): Promise<void>;
}

/** Starts a proxy whose tunnels all end at `target`; without a target it refuses them. */
export async function standInProxy(target: string | undefined): Promise<StandInProxy> {
  const asked: { to: string; credentials: string | undefined }[] = [];
  const open = new Set<Duplex>();
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    asked.push({ to: request.url ?? '', credentials: request.headers['proxy-authorization'] });
    open.add(socket);
    socket.on('error', () => undefined);
    if (target === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const { hostname, port } = new URL(target);
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
