import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import Negotiator from 'negotiator';
import type { Request, Response } from 'restify';
import { sendTagged, tag, type Tagged } from './send-json.ts';

/** A file of a built page, and what the build has compressed of it. */
export interface StaticFile {
  readonly type: string;
  readonly plain: Tagged;
  readonly brotli: Tagged | undefined;
  readonly gzip: Tagged | undefined;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.map', 'application/json; charset=utf-8'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
]);

/** Reads every file below a folder into memory; the keys are paths below it, with "/". Empty if there is no such folder. */
export function readStaticFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const contents = new Map(listFiles(folder).map((path) => [path, readFileSync(join(folder, path))]));
  const compressed = (path: string) => {
    const content = contents.get(path.split('/').join(sep));
    return content === undefined ? undefined : tag(content);
  };
  return new Map(
    [...contents]
      .filter(([path]) => !/\.(?:br|gz)$/u.test(path))
      .map(([path, content]) => {
        const type = TYPES.get(extname(path)) ?? 'application/octet-stream';
        const file = {
          type,
          plain: tag(content),
          brotli: compressed(`${path}.br`),
          gzip: compressed(`${path}.gz`),
        };
        return [path.split(sep).join('/'), file];
      }),
  );
}

/** Sends a file in the smallest form that the caller accepts, or 304 if the caller has it. The route sets Cache-Control. */
export function sendStaticFile(request: Request, response: Response, file: StaticFile): void {
  const accepted = new Negotiator(request).encodings(['br', 'gzip']);
  response.setHeader('content-type', file.type);
  response.setHeader('vary', 'Accept-Encoding');
  if (file.brotli !== undefined && accepted.includes('br')) {
    response.setHeader('content-encoding', 'br');
    sendTagged(request, response, file.brotli);
  } else if (file.gzip !== undefined && accepted.includes('gzip')) {
    response.setHeader('content-encoding', 'gzip');
    sendTagged(request, response, file.gzip);
  } else sendTagged(request, response, file.plain);
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
