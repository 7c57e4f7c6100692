import { fileURLToPath } from 'node:url';
import type { Request, Response, Server } from 'restify';
import { PROJECT_FOLDER } from '../../project-folder.ts';
import { setPagePolicy } from '../pages/page-policy.ts';
import { tag } from '../http/send-json.ts';
import { readStaticFiles, sendStaticFile, type StaticFile } from '../http/static-files.ts';

/** Where the build puts the page. */
export const DESK_FOLDER = fileURLToPath(new URL('dist/web/desk/', PROJECT_FOLDER));

/**
 * `GET /desk`: the built desk page. It holds no data, so everyone gets it; what it asks goes through the ask API. The
 * names of its assets carry a hash of their content, so they are kept for good; the page itself is asked for each time.
 */
export function addDeskRoutes(server: Server, folder: string): void {
  const files = readStaticFiles(folder);
  const index = files.get('index.html');

  add('/desk', index === undefined ? undefined : seenFromAbove(index), 'no-cache');
  add('/desk/', index, 'no-cache');
  for (const [path, file] of files) {
    add(
      `/desk/${path}`,
      file,
      path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
  }

  function add(path: string, file: StaticFile | undefined, caching: string): void {
    const handle = (request: Request, response: Response, next: () => void) => {
      setPagePolicy(response);
      if (file === undefined) sendNotBuilt(response);
      else {
        response.setHeader('cache-control', caching);
        sendStaticFile(request, response, file);
      }
      next();
    };
    server.get(path, handle);
    server.head(path, handle);
  }
}

/** The page names its files relative to /desk/; opened as /desk, they stand a level lower. */
function seenFromAbove({ type, plain }: StaticFile): StaticFile {
  const html = plain.body.toString().replaceAll(/(?<=\s(?:src|href)=")\.\//gu, './desk/');
  return { type, plain: tag(html), brotli: undefined, gzip: undefined };
}

function sendNotBuilt(response: Response): void {
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.sendRaw(404, 'The desk page is not built. Run "npm run build", then start Waymark again.\n');
}
