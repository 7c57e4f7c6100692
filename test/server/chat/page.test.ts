import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect } from 'chai';
import { LONGEST_MESSAGE } from '../../../src/contract/index.ts';
import { runApi, type RunningApi } from '../api/running-api.ts';

const PAGE =
  '<html lang="{{lang}}" dir="{{dir}}"><title>{{title}}</title><link rel="stylesheet" crossorigin href="./assets/a.css">' +
  '<!--head--><script type="module" src="./assets/a-1.js"></script><body data-web-chat="{{web-chat}}"><textarea maxlength="{{longest}}">{{ask}}</textarea><!--starters-->';
const BUNDLE = 'window.WebChat = {}';

describe('GET /chat', () => {
  let folder: string;
  let api: RunningApi;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-chat-'));
    const chatFolder = join(folder, 'chat');
    const webChatFolder = join(folder, 'web-chat');
    mkdirSync(join(chatFolder, 'assets'), { recursive: true });
    mkdirSync(webChatFolder);
    writeFileSync(join(chatFolder, 'index.html'), PAGE);
    writeFileSync(join(chatFolder, 'assets', 'a.css'), 'body { margin: 0 }');
    writeFileSync(join(chatFolder, 'assets', 'a-1.js'), 'run()');
    writeFileSync(join(webChatFolder, 'webchat-1.js'), BUNDLE);
    writeFileSync(join(webChatFolder, 'webchat-1.js.br'), brotliCompressSync(BUNDLE));
    writeFileSync(join(webChatFolder, 'LICENCES.txt'), 'MIT');
    api = await runApi({
      env: { ALLOWED_ORIGINS: 'https://support.example' },
      serverOptions: { chatFolder, webChatFolder },
    });
  });
  after(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  it('lets as many characters be typed as a message may have', async () => {
    expect((await api.send('GET', '/chat')).text).to.include(`maxlength="${LONGEST_MESSAGE}"`);
  });

  it('puts what a link asks into the input, as text and no longer than a message', async () => {
    const inputOf = async (ask: string) => {
      const { text } = await api.send('GET', `/chat?${String(new URLSearchParams({ ask }))}`);
      return /<textarea[^>]*>(.*?)<\/textarea>/su.exec(text)?.[1];
    };
    expect(await inputOf(' sbs 4.5 ')).to.equal('sbs 4.5');
    expect(await inputOf('</textarea>{{lang}}<b>')).to.equal('&#60;/textarea&#62;{{lang}}&#60;b&#62;');
    expect((await api.send('GET', '/chat')).text).to.include('></textarea>');
  });

  it('gives the page under a policy that names who may frame it, with a nonce of its own each time', async () => {
    const [one, other] = [await api.send('GET', '/chat'), await api.send('GET', '/chat')];
    const nonceOf = (text: string) => /<style nonce="([^"]+)">/u.exec(text)?.[1] ?? '';
    expect(one.headers['content-security-policy']).to.equal(
      [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'nonce-${nonceOf(one.text)}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self' https://support.example",
      ].join('; '),
    );
    expect(nonceOf(one.text)).to.have.length(24);
    expect(nonceOf(one.text)).to.not.equal(nonceOf(other.text));
    expect(one.headers).to.include({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  it('allows Azure where the chat is there', async () => {
    const azure = await runApi({
      env: {
        AZURE_DIRECT_LINE_SECRET: 'a-secret-of-azure',
        AZURE_DIRECT_LINE_URL: 'https://europe.example/v3/directline',
      },
      serverOptions: { chatFolder: join(folder, 'chat'), webChatFolder: join(folder, 'web-chat') },
    });
    const { headers } = await azure.send('GET', '/chat');
    await azure.close();
    expect(headers['content-security-policy']).to.include(
      "connect-src 'self' https://europe.example wss://europe.example;",
    );
  });

  it('puts style and suggested questions in, and finds its files', async () => {
    const { text } = await api.send('GET', '/chat');
    expect(text).to.include('body { margin: 0 }');
    expect(text).to.not.include('<link rel="stylesheet"');
    expect(text).to.match(/<li><button type="button">[^<]+<\/button><\/li>/u);
    expect(text).to.not.include('{{');
    const files = [...text.matchAll(/ (?:src|href|data-web-chat)="(\.[^"]+)"/gu)].map(
      ([, file = '']) => file,
    );
    expect(files).to.have.length(3);
    for (const file of files) {
      const { pathname } = new URL(file, `${api.url}/chat`);
      const { status, headers } = await api.send('GET', pathname);
      expect(status, file).to.equal(200);
      expect(headers['cache-control']).to.equal('public, max-age=31536000, immutable');
    }
  });

  it('sends the bundle as it was compressed', async () => {
    const { headers } = await api.send('GET', '/chat/web-chat/webchat-1.js', {
      headers: { 'accept-encoding': 'br' },
    });
    expect(headers['content-encoding']).to.equal('br');
  });

  it('escapes what a query says, and takes only what it should be', async () => {
    const query = new URLSearchParams({
      title: '"><script>alert(1)</script>{{lang}}',
      lang: 'en"><script>',
      dir: 'up',
      accent: 'red;}</style>',
    });
    const { text } = await api.send('GET', `/chat?${query.toString()}`);
    expect(text).to.include('<title>&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;{{lang}}</title>');
    expect(text).to.include('<html lang="en" dir="ltr">');
    expect(text).to.not.include('red;}');
    const good = await api.send('GET', '/chat?lang=ar&dir=rtl&accent=aa0000&title=Hilfe');
    expect(good.text).to.include('<html lang="en" dir="rtl"><title>Hilfe</title>');
    expect(good.text).to.include(':root{--accent:#aa0000;--on-accent:#ffffff}');
  });

  it('is found with a slash behind it too', async () => {
    const { status, headers } = await api.send('GET', '/chat/?ask=a%20b&title=%0d%0ax');
    expect(status).to.equal(308);
    expect(headers.location).to.equal('../chat?ask=a%20b&title=%0d%0ax');
  });

  it('has nothing else below it', async () => {
    for (const path of [
      '/chat/index.html',
      '/chat/assets/a.css',
      '/chat/web-chat/LICENCES.txt',
      '/chat/../desk/x',
    ]) {
      expect((await api.send('GET', path)).status, path).to.equal(404);
    }
  });

  it('says how to build the page where it is not built', async () => {
    const own = await runApi({ serverOptions: { chatFolder: join(folder, 'none') } });
    const { status, text } = await own.send('GET', '/chat');
    await own.close();
    expect(status).to.equal(404);
    expect(text).to.include('npm run build');
  });
});
