import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';

/** A site with Web Chat as its documentation shows it: one script, one call, nothing before they are there. */
export interface PlainSite {
  readonly url: string;
  /** The server whose Direct Line it talks to. */
  use(bot: string): void;
  close(): Promise<void>;
}

export async function startPlainSite(): Promise<PlainSite> {
  // As it is published, and as small as it can be sent.
  const script = brotliCompressSync(readFileSync('node_modules/botframework-webchat/dist/webchat.js'));
  let bot = '';
  const server = createServer((request, response) => {
    if (request.url === '/webchat.js') {
      response.writeHead(200, { 'content-type': 'text/javascript', 'content-encoding': 'br' });
      response.end(script);
    } else {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(page(bot));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    use: (url) => {
      bot = url;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function page(bot: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Web Chat</title>
    <script src="/webchat.js"></script>
    <style>html, body, #webchat { height: 100%; margin: 0; }</style>
  </head>
  <body>
    <div id="webchat"></div>
    <script>
      (async () => {
        const domain = '${bot}/v3/directline';
        const { token } = await (await fetch(domain + '/tokens/generate', { method: 'POST' })).json();
        const directLine = WebChat.createDirectLine({ domain, token });
        WebChat.renderWebChat({ directLine }, document.getElementById('webchat'));
      })();
    </script>
  </body>
</html>`;
}
