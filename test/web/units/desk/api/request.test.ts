import { expect } from 'chai';
import { keepKey, request, type Browser } from '../../../../../src/web/desk/api/request.ts';
import { fakeStore } from '../../chat/fake-browser.ts';

const isText = (body: unknown): body is string => typeof body === 'string';

describe('a request of the desk page', () => {
  const signal = new AbortController().signal;
  /** A browser whose server gives one response; what it was asked. */
  function browserWith(respond: () => Response | Promise<Response>) {
    const asked: { readonly url: URL; readonly options: RequestInit }[] = [];
    const browser: Browser = {
      sessionStorage: fakeStore(),
      fetch: async (url, options) => {
        asked.push({ url, options });
        return respond();
      },
    };
    return { browser, asked };
  }
  const ask = (response: Response) =>
    request(browserWith(() => response).browser, 'api/x', isText, { signal });

  it('has the body where it is what it should be', async () => {
    expect(await ask(Response.json('text'))).to.deep.equal({ kind: 'ok', body: 'text' });
    expect(await ask(Response.json(1))).to.deep.equal({ kind: 'failed' });
    expect(await ask(new Response('no JSON'))).to.deep.equal({ kind: 'failed' });
  });

  const detail = 'so';
  for (const [status, trouble] of [
    [400, { kind: 'refused', detail }],
    [413, { kind: 'refused', detail }],
    [422, { kind: 'refused', detail }],
    [401, { kind: 'key', sent: false }],
    [403, { kind: 'forbidden' }],
    [404, { kind: 'missing', detail }],
    [429, { kind: 'busy', seconds: 5 }],
    [500, { kind: 'failed' }],
    [503, { kind: 'failed' }],
  ] as const) {
    it(`tells the trouble of a status: ${String(status)}`, async () => {
      expect(await ask(Response.json({ detail }, { status }))).to.deep.equal(trouble);
    });
  }

  it('waits as long as a busy server says, in whole seconds', async () => {
    const busy = (seconds: string) =>
      ask(Response.json({}, { status: 429, headers: { 'retry-after': seconds } }));
    expect(await busy('1.2')).to.deep.equal({ kind: 'busy', seconds: 2 });
    for (const useless of ['0', '-3', 'soon'])
      expect(await busy(useless)).to.deep.equal({ kind: 'busy', seconds: 5 });
  });

  it('never throws: a server that cannot be reached is a trouble, one that a newer question replaced is dropped', async () => {
    const { browser } = browserWith(() => Promise.reject(new TypeError('fetch failed')));
    expect(await request(browser, 'api/x', isText, { signal })).to.deep.equal({ kind: 'unreachable' });
    const aborted = AbortSignal.abort();
    expect(await request(browser, 'api/x', isText, { signal: aborted })).to.deep.equal({ kind: 'dropped' });
    const late = browserWith(() => Response.json('text')).browser;
    expect(await request(late, 'api/x', isText, { signal: aborted })).to.deep.equal({ kind: 'dropped' });
  });

  it('sends the key that was given in this tab, and says that it was sent', async () => {
    const { browser, asked } = browserWith(() => Response.json({}, { status: 401 }));
    await request(browser, 'api/x', isText, { signal });
    keepKey('the-key', browser);
    expect(await request(browser, 'api/x', isText, { signal })).to.deep.equal({ kind: 'key', sent: true });
    const sent = asked.map(({ options }) => new Headers(options.headers).get('authorization'));
    expect(sent).to.deep.equal([null, 'Bearer the-key']);
  });

  it('posts what it is given as JSON, and else gets', async () => {
    const { browser, asked } = browserWith(() => Response.json('text'));
    await request(browser, 'api/ask', isText, { signal, json: { text: 't' } });
    await request(browser, 'api/packs', isText, { signal });
    expect(asked[0]?.options).to.include({ method: 'POST', body: '{"text":"t"}' });
    expect(asked[1]?.options).to.not.have.property('method');
    expect(asked[1]?.url.pathname).to.match(/\/api\/packs$/u);
  });
});
