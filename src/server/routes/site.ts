import { fileURLToPath } from 'node:url';
import type { Request, Response, Server } from 'restify';
import { PROJECT_FOLDER } from '../../project-folder.ts';
import { readStaticFiles, sendStaticFile } from '../http/static-files.ts';

/** The folder of the built style sheet and scripts of the pages that the server writes. */
export const SITE_FOLDER = fileURLToPath(new URL('dist/web/site/', PROJECT_FOLDER));

/** Adds `GET /site/…`: the style sheet and the scripts of the pages that the server writes. */
export function addSiteRoutes(server: Server, folder: string): void {
  for (const [path, file] of readStaticFiles(folder)) {
    const handle = (request: Request, response: Response, next: () => void) => {
      response.setHeader('cross-origin-resource-policy', 'same-origin');
      response.setHeader('cache-control', 'no-cache');
      sendStaticFile(request, response, file);
      next();
    };
    server.get(`/site/${path}`, handle);
    server.head(`/site/${path}`, handle);
  }
}
