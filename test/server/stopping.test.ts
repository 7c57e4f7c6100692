import { Agent, request } from 'node:http';
import { expect } from 'chai';
import { configOf, idleBot, NO_LOG } from '../support/running-bot.ts';
import { startServer, type RunningServer } from '../../src/server/index.ts';

describe('a server that stops', () => {
  let server: RunningServer;
  let agent: Agent;
  beforeEach(async () => {
    const start = await startServer(configOf(), idleBot(), NO_LOG);
    if (start.kind === 'refused') throw new Error(start.reason);
    ({ server } = start);
    agent = new Agent({ keepAlive: true, maxSockets: 1 });
  });
  afterEach(() => agent.destroy());

  it('takes requests for the delay, and says on each that the connection ends', async () => {
    expect(await connectionAfter(agent, server.url)).to.equal('keep-alive');
    const closed = server.close(1_000, 300);
    expect(await connectionAfter(agent, server.url)).to.equal('close');
    expect(await connectionAfter(agent, server.url)).to.equal('close');
    await closed;
    expect(await connectionAfter(agent, server.url)).to.equal('ECONNREFUSED');
  });

  it('takes none without a delay', async () => {
    await server.close(1_000);
    expect(await connectionAfter(agent, server.url)).to.equal('ECONNREFUSED');
  });
});

/** What the response says of the connection, or why there was none. */
function connectionAfter(agent: Agent, url: string): Promise<string> {
  return new Promise((resolve) => {
    const call = request(`${url}/healthz`, { agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.headers.connection ?? ''));
    });
    call.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    call.end();
  });
}
