import { createServer } from 'node:http';
import { once } from 'node:events';

/** A page of a customer's site. */
export interface SitePage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A customer's site. Its origin differs from the server's in port and host name. */
export interface Site {
  readonly origin: string;
  /** The site at 127.0.0.1: still another origin than the server's, but the same site in the browser's sense. */
  readonly sameSite: string;
  /** Adds a page to the site. Returns its address. */
  put(page: SitePage): string;
  close(): Promise<void>;
}

export async function serveSite(): Promise<Site> {
  const pages = new Map<string, SitePage>();
  const server = createServer((request, response) => {
    if (request.url === '/favicon.ico') {
      response.statusCode = 204;
      response.end();
      return;
    }
    const page = pages.get(request.url ?? '');
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      ...page?.headers,
    });
    response.end(page?.html ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const origin = `http://localhost:${String(port)}`;
  return {
    origin,
    sameSite: `http://127.0.0.1:${String(port)}`,
    put: (page) => {
      const path = `/${String(pages.size)}`;
      pages.set(path, page);
      return origin + path;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
