import { fileURLToPath } from 'node:url';
import type { Request, Response, Server } from 'restify';
import { PROJECT_FOLDER } from '../../project-folder.ts';
import { setPagePolicy } from '../pages/page-policy.ts';
import { tag } from '../http/send-json.ts';
import { readStaticFiles, sendStaticFile, type StaticFile } from '../http/static-files.ts';

/** The folder of the built desk page. */
export const DESK_FOLDER = fileURLToPath(new URL('dist/web/desk/', PROJECT_FOLDER));

/**
 * Adds `GET /desk`, the built desk page. It contains no data, so everyone may load it; it calls the ask API. Its assets have a
 * hash in their names and are cached for ever; the page itself is revalidated each time.
 */
export function addDeskRoutes(server: Server, folder: string): void {
  const files = readStaticFiles(folder);
  const index = files.get('index.html');

  add('/desk', index === undefined ? undefined : withFolderInLinks(index), 'no-cache');
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

/** The page for `/desk`: its links are relative to `/desk/`, so they get the folder in front. */
function withFolderInLinks({ type, plain }: StaticFile): StaticFile {
  const html = plain.body.toString().replaceAll(/(?<=\s(?:src|href)=")\.\//gu, './desk/');
  return { type, plain: tag(html), brotli: undefined, gzip: undefined };
}

function sendNotBuilt(response: Response): void {
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.sendRaw(404, 'The desk page is not built. Run "npm run build", then start Waymark again.\n');
}
