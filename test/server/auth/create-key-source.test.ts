import { expect } from 'chai';
import { createKeySource, type KeySource } from '../../../src/server/auth/create-key-source.ts';
import { startBotFramework, type BotFramework } from '../../support/bot-framework.ts';

const MINUTE = 60_000;

describe('keys of channels', () => {
  let framework: BotFramework;
  let clock: number;
  let failures: unknown[];
  let find: KeySource;
  beforeEach(async () => {
    framework = await startBotFramework();
    [clock, failures] = [1_000_000, []];
    find = createKeySource({
      url: `${framework.url}/channel`,
      now: () => clock,
      fetch,
      report: (cause) => failures.push(cause),
    });
  });
  afterEach(() => framework.close());
  const kindOf = async (kid: string) => (await find(kid)).kind;

  it('are fetched once, however many ask', async () => {
    await Promise.all(Array.from({ length: 50 }, () => find('channel-1')));
    expect(await kindOf('channel-1')).to.equal('key');
    expect(framework.fetched()).to.equal(1);
  });

  it('are looked for again when one is not known, at most every five minutes', async () => {
    expect(await kindOf('channel-1')).to.equal('key');
    await framework.rotate();
    for (let i = 0; i < 100; i += 1) expect(await kindOf(`made-up-${String(i)}`)).to.equal('unknown');
    expect(framework.fetched()).to.equal(1);
    clock += 5 * MINUTE;
    expect(await kindOf('channel-2')).to.equal('key');
    expect(framework.fetched()).to.equal(2);
  });

  it('that are no longer published are forgotten with the next fetch', async () => {
    await find('channel-1');
    await framework.rotate();
    clock += 5 * MINUTE;
    await find('channel-2');
    expect(await kindOf('channel-1')).to.equal('unknown');
  });

  it('are fetched anew after twelve hours, and nobody waits for it', async () => {
    await find('channel-1');
    clock += 13 * 60 * MINUTE;
    framework.mood = 'hangs';
    expect(await kindOf('channel-1')).to.equal('key');
  });

  for (const mood of ['fails', 'redirects', 'lies'] as const) {
    it(`are kept where the one who publishes them ${mood}`, async () => {
      await find('channel-1');
      framework.mood = mood;
      clock += 13 * 60 * MINUTE;
      expect(await kindOf('channel-1')).to.equal('key');
      expect(await kindOf('channel-2')).to.equal('unavailable');
      expect(await kindOf('channel-1')).to.equal('key');
      expect(failures).to.have.length(1);
    });

    it(`cannot be told where the one who publishes them ${mood} from the beginning, and soon after can`, async () => {
      framework.mood = mood;
      expect(await kindOf('channel-1')).to.equal('unavailable');
      framework.mood = 'answers';
      expect(await kindOf('channel-1')).to.equal('unavailable');
      clock += 10_000;
      expect(await kindOf('channel-1')).to.equal('key');
    });
  }

  for (const useless of [{ keys: [] }, { keys: [{ kty: 'EC', kid: 'channel-1' }, 7, null] }]) {
    it(`are kept where ${JSON.stringify(useless)} is published in their place`, async () => {
      let isUseless = false;
      const keys = createKeySource({
        url: `${framework.url}/channel`,
        now: () => clock,
        fetch: (url, request) =>
          isUseless && String(url).endsWith('/keys')
            ? Promise.resolve(Response.json(useless))
            : fetch(url, request),
        report: (cause) => failures.push(cause),
      });
      await keys('channel-1');
      isUseless = true;
      clock += 5 * MINUTE;
      expect((await keys('channel-2')).kind).to.equal('unavailable');
      expect((await keys('channel-1')).kind).to.equal('key');
      expect(failures).to.have.length(1);
    });
  }

  it('of a document that is too large are not read', async () => {
    const large = createKeySource({
      url: `${framework.url}/channel`,
      now: () => clock,
      fetch: () => Promise.resolve(new Response(' '.repeat(1024 * 1024 + 1))),
      report: (cause) => failures.push(cause),
    });
    expect((await large('channel-1')).kind).to.equal('unavailable');
    expect(String(failures[0])).to.contain('too large');
  });

  it('are not fetched from an address that somebody can listen in on', async () => {
    const plain = createKeySource({
      url: 'http://login.example/keys',
      now: () => clock,
      fetch,
      report: (cause) => failures.push(cause),
    });
    expect((await plain('channel-1')).kind).to.equal('unavailable');
    expect(String(failures[0])).to.contain('neither https nor on this machine');
  });
});
