import { fileURLToPath } from 'node:url';
import type { Request, Response, Server } from 'restify';
import { PROJECT_FOLDER } from '../../project-folder.ts';
import { readStaticFiles, sendStaticFile } from '../http/static-files.ts';

/** The folder of the built launcher. */
export const EMBED_FOLDER = fileURLToPath(new URL('dist/web/embed/', PROJECT_FOLDER));

/**
 * Adds `GET /embed.js`, the launcher that sites load with one script tag. It contains no data, so every site may load it, also
 * one with a cross-origin embedder policy. (ALLOWED_ORIGINS decides who may frame the chat page.) Its name never changes, so it
 * is cached for five minutes only.
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
