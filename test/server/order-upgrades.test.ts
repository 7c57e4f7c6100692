import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { closeInOrder } from '../../src/server/close-in-order.ts';
import { orderUpgrades } from '../../src/server/front/order-upgrades.ts';

const ORDINARY = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
const UPGRADE = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';

describe('an upgrade behind a request that is not answered yet', () => {
  let server: Server;
  let answers: ServerResponse[];
  let stop: ReturnType<typeof closeInOrder>;
  let socket: Socket;
  beforeEach(async () => {
    answers = [];
    server = createServer((_request, response) => answers.push(response));
    stop = closeInOrder(server);
    const whenAnswered = orderUpgrades(server);
    server.on('upgrade', (_request, upgraded: Socket) =>
      whenAnswered(upgraded, () => upgraded.end('HTTP/1.1 101 Switching Protocols\r\n\r\n')),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- it listens on a port
    socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
  });
  afterEach(() => {
    socket.destroy();
    server.close();
  });

  it('waits for all answers that come first', async () => {
    const upgraded = once(server, 'upgrade');
    socket.write(ORDINARY + ORDINARY + UPGRADE);
    await upgraded;
    for (const answer of answers.reverse()) answer.end('said');
    const heard = await text(socket);
    expect(heard.match(/HTTP\/1\.1 \d+|said/gu)).to.deep.equal([
      ...['HTTP/1.1 200', 'said', 'HTTP/1.1 200', 'said', 'HTTP/1.1 101'],
    ]);
  });

  it('does not keep a server from stopping', async () => {
    const upgraded = once(server, 'upgrade');
    socket.write(ORDINARY + UPGRADE);
    await upgraded;
    const closed = once(socket, 'close');
    await stop({ delay: 0, grace: 10 });
    await closed;
    expect(answers.map(({ headersSent }) => headersSent)).to.deep.equal([false]);
  });
});
