import { expect } from 'chai';
import { createTokenSource, createReplySender } from '../../../src/bot/index.ts';
import { createOutboundFetch } from '../../../src/server/http/create-outbound-fetch.ts';
import { configOf } from '../../support/running-bot.ts';
import { standInProxy, type StandInProxy } from '../../support/stand-in-proxy.ts';
import { stubConnector, type StubConnector } from '../../support/stub-connector.ts';

const ADDRESS = JSON.stringify({ serviceUrl: 'http://channel.example/emea', conversation: 'talk' });
const SAID = [{ type: 'message', text: 'supported', replyToId: 'question' }];

describe('the outbound proxy', () => {
  let channel: StubConnector;
  let proxy: StandInProxy;
  beforeEach(async () => {
    channel = await stubConnector();
    proxy = await standInProxy(channel.url);
  });
  afterEach(async () => {
    await proxy.close();
    await channel.close();
  });

  const send = (url: string | undefined, address = ADDRESS) =>
    createReplySender({
      allows: () => true,
      token: undefined,
      fetch: createOutboundFetch(url),
      limit: 2_000,
    })(address, SAID);

  it('carries replies to channels, whose names it is left to look up', async () => {
    await send(proxy.url);
    expect(channel.texts).to.deep.equal(['supported']);
    expect(proxy.asked).to.deep.equal([{ to: 'channel.example:80', credentials: undefined }]);
  });

  it('is shown the name and the password that stand in its address', async () => {
    await send(proxy.url.replace('//', '//waymark:secret@'));
    const [asked] = proxy.asked;
    expect(asked?.credentials).to.equal(`Basic ${Buffer.from('waymark:secret').toString('base64')}`);
  });

  it('is left out for this machine', async () => {
    await send(proxy.url, JSON.stringify({ serviceUrl: channel.url, conversation: 'talk' }));
    expect(channel.texts).to.deep.equal(['supported']);
    expect(proxy.asked).to.deep.equal([]);
  });

  it('is left out where none is set', () => {
    expect(createOutboundFetch(undefined)).to.equal(fetch);
  });

  it('lets the channel’s refusals and redirects be seen', async () => {
    for (const status of [403, 302]) {
      channel.status = status;
      expect(await failureOf(send(proxy.url))).to.equal(`the channel answered ${String(status)}`);
    }
  });

  it('that refuses, or does not answer, fails the reply', async () => {
    const refusing = await standInProxy(undefined);
    expect(await failureOf(send(refusing.url))).to.not.equal('');
    await refusing.close();
    expect(await failureOf(send(refusing.url))).to.not.equal('');
  });

  it('carries the requests for tokens', async () => {
    const refusing = await standInProxy(undefined);
    const app = { id: 'app', password: 'secret', type: 'MultiTenant', tenantId: undefined } as const;
    const outbound = createOutboundFetch(refusing.url);
    const token = createTokenSource(app, configOf().cloud, { outbound, local: fetch });
    expect(await failureOf(token())).to.not.contain('secret');
    await refusing.close();
    expect(refusing.asked[0]?.to).to.equal('login.microsoftonline.com:443');
  });
});

/** The message of what a promise is rejected with; empty where it is not. */
function failureOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
