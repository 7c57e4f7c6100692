import { connect, createServer, type Socket } from 'node:net';

/** Passes connections on to one of several ports, like a balancer in front of instances. */
export interface Balancer {
  readonly url: string;
  /** Breaks every connection that is open; resolves with how many there were. */
  cut(): number;
  close(): Promise<void>;
}

/** Opens a balancer; each connection goes where `nextPort` says. */
export async function openBalancer(nextPort: () => number): Promise<Balancer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    const instance = connect(nextPort(), '127.0.0.1');
    open.add(socket);
    const end = () => {
      open.delete(socket);
      socket.destroy();
      instance.destroy();
    };
    for (const each of [socket, instance]) each.on('error', end).on('close', end).setNoDelay(true);
    socket.pipe(instance).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const cut = () => {
    const count = open.size;
    // With a reset, as where the network is gone: not even the end of the connection arrives.
    for (const socket of [...open]) socket.resetAndDestroy();
    return count;
  };
  return {
    url: `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`,
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
