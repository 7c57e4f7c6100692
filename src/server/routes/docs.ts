import { fileURLToPath } from 'node:url';
import type { Request, Response, Server } from 'restify';
import type { Config } from '../../config.ts';
import { PROJECT_FOLDER } from '../../project-folder.ts';
import type { DocsPage } from '../pages/home-page.ts';
import { sendTagged } from '../http/send-json.ts';
import { readStaticFiles } from '../http/static-files.ts';
import { mayReadSources } from './source-pages.ts';

const DOCS_FOLDER = fileURLToPath(new URL('docs/', PROJECT_FOLDER));

/**
 * Adds `GET /docs/<file>.md`, the project's documentation as plain text, for everyone who may use the web chat. Returns the
 * pages with their headings; none if the documentation is not installed.
 */
export function addDocsRoutes(
  server: Server,
  access: Pick<Config, 'publicWebchat' | 'trustedProxies'>,
): readonly DocsPage[] {
  const files = [...readStaticFiles(DOCS_FOLDER)].filter(([path]) => /^[\w-]+\.md$/u.test(path));
  return files.map(([path, { plain }]) => {
    const address = `/docs/${path}`;
    const handle = (request: Request, response: Response, next: () => void) => {
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      response.setHeader('cache-control', 'private, no-cache');
      if (mayReadSources(request, access)) sendTagged(request, response, plain);
      else response.sendRaw(403, '');
      next();
    };
    server.get(address, handle);
    server.head(address, handle);
    const [, title = path] = /^# (.+)$/mu.exec(plain.body.toString()) ?? [];
    return { address, title };
  });
}
