import { fileURLToPath } from 'node:url';
import type { Request, Response, Server } from 'restify';
import { PROJECT_FOLDER } from '../../project-folder.ts';
import { readStaticFiles, sendStaticFile } from '../http/static-files.ts';

/** Where the build puts the launcher. */
export const EMBED_FOLDER = fileURLToPath(new URL('dist/web/embed/', PROJECT_FOLDER));

/**
 * `GET /embed.js`: the launcher that sites load with one tag. It holds no data, so any site may load it, also one that
 * takes only what was sent for it; who may frame the chat page is another matter. Its name is in the sites' pages for
 * good, so it is kept for a few minutes only.
 */
export function addEmbedRoute(server: Server, folder: string): void {
  const file = readStaticFiles(folder).get('embed.js');
  const handle = (request: Request, response: Response, next: () => void) => {
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    response.setHeader('access-control-allow-origin', '*');
    if (file === undefined) {
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      response.setHeader('cache-control', 'no-store');
      response.sendRaw(404, 'The widget is not built. Run "npm run build", then start Waymark again.\n');
    } else {
      response.setHeader('cache-control', 'public, max-age=300');
      sendStaticFile(request, response, file);
    }
    next();
  };
  server.get('/embed.js', handle);
  server.head('/embed.js', handle);
}
