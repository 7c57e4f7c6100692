import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { closeInOrder } from '../../src/server/close-in-order.ts';

const PIPELINED = 200;

setFlagsFromString('--expose-gc');
const collect = (): unknown => runInNewContext('gc()');

describe('a server that can be stopped in order', () => {
  let server: Server;
  let begun: WeakRef<object>[];
  beforeEach(async () => {
    begun = [];
    server = createServer((_request, response) => {
      // None is answered: they wait behind one another.
      begun.push(new WeakRef(response));
    });
    closeInOrder(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('keeps nothing of requests whose connection was closed before they were answered', async () => {
    const address = server.address();
    const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(PIPELINED));
    while (begun.length < PIPELINED) await pause();
    socket.destroy();
    await closed;
    for (let i = 0; i < 50 && kept() > 0; i += 1) {
      await pause();
      collect();
    }
    expect(kept()).to.equal(0);
  });

  function kept(): number {
    return begun.filter((response) => response.deref() !== undefined).length;
  }
});

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}
