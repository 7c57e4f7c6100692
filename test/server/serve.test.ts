import { expect } from 'chai';
import { alwaysReady } from '../../src/server/watch/create-readiness.ts';
import { createMetrics, serve, startServer, type Log, type Service } from '../../src/server/index.ts';
import { configOf, idleBot, logTo, NO_LOG, runBot } from '../support/running-bot.ts';
import { stubConnector } from '../support/stub-connector.ts';

describe('startServer', () => {
  it('says what runs here, and that it is well', async () => {
    const bot = await runBot();
    const [home, health] = await Promise.all(
      ['/', '/healthz'].map(async (path) => (await fetch(bot.url + path)).text()),
    );
    await bot.close();
    for (const address of ['Waymark', '/api/messages', '/api/ask', '/desk']) expect(home).to.contain(address);
    expect(health).to.equal('{"status":"ok"}');
  });

  it('says where, what and how to fix it when the port is in use', async () => {
    const bot = await runBot();
    const port = new URL(bot.url).port;
    const start = await startServer(configOf({ PORT: port }), idleBot(), NO_LOG);
    await bot.close();
    expect(start).to.deep.equal({
      kind: 'refused',
      reason: `127.0.0.1:${port}: the port is in use by another program. Stop that program, or set PORT to another port.`,
    });
  });

  it('does not open to other machines without an app id', async () => {
    const config = { ...configOf(), host: '0.0.0.0' };
    const start = await startServer(config, idleBot(), NO_LOG);
    expect(start.kind).to.equal('refused');
  });

  it('finishes the turns in flight before it closes', async () => {
    const [bot, channel] = await Promise.all([runBot(), stubConnector()]);
    let release: () => void = () => undefined;
    channel.hold = new Promise((resolve) => {
      release = resolve;
    });
    const turn = bot.post({ text: 'hello', deliveryMode: undefined, serviceUrl: channel.url });
    await channel.arrived;
    const closed = bot.close(10_000);
    release();
    await closed;
    expect((await turn).status).to.equal(200);
    await channel.close();
    expect(channel.texts).to.have.length(1);
  });
});

describe('serve', () => {
  it('says where it listens and that it serves this machine only, reloads on SIGHUP, ends with 0 on SIGTERM', async () => {
    const log: string[] = [];
    const started = new Promise<void>((resolve) => {
      const service: Service = {
        config: configOf({ STOP_DELAY_SECONDS: '0' }),
        bot: idleBot(),
        reload: () => Promise.resolve(['pack/rules.yaml:1:1: something is wrong']),
        log: telling(logTo(log), (line) => {
          if (line.startsWith('No app id')) setImmediate(resolve);
        }),
        metrics: createMetrics(),
        readiness: alwaysReady(),
      };
      code = serve(service);
    });
    await started;
    process.emit('SIGHUP');
    process.emit('SIGTERM');
    expect(await code).to.equal(0);
    expect(log[0]).to.match(/^Waymark listens on http:\/\/127\.0\.0\.1:\d+$/);
    expect(log).to.include('pack/rules.yaml:1:1: something is wrong');
    expect(log).to.include('Content read again; broken packs keep their last good version.');
  });

  it('ends with 1 when it cannot start', async () => {
    const log: string[] = [];
    const config = { ...configOf(), host: '203.0.113.7' };
    const service: Service = {
      config,
      bot: idleBot(),
      reload: () => Promise.resolve([]),
      log: logTo(log),
      metrics: createMetrics(),
      readiness: alwaysReady(),
    };
    expect(await serve(service)).to.equal(1);
    expect(log[0]).to.match(/^HOST: /);
  });

  let code: Promise<number> = Promise.resolve(-1);
});

/** The same log; `hear` is told what is said. */
function telling(log: Log, hear: (line: string) => void): Log {
  return {
    ...log,
    say(line) {
      log.say(line);
      hear(line);
    },
  };
}
