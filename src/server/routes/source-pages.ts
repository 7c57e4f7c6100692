import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { Advisor } from '../../core/index.ts';
import { isLoopbackCaller } from '../http/caller-address.ts';
import { setPagePolicy } from '../pages/page-policy.ts';
import { writeSourcesClosed, writeSourceList } from '../pages/source-list.ts';
import { writeSourcePage } from '../pages/source-page.ts';
import { sendTagged, tag } from '../http/send-json.ts';

type AccessConfig = Pick<Config, 'publicWebchat' | 'trustedProxies'>;

/** Whether the caller may read the vendors' texts: everyone who may use the web chat. */
export function mayReadSources(request: Request, { publicWebchat, trustedProxies }: AccessConfig): boolean {
  return publicWebchat || isLoopbackCaller(request, trustedProxies);
}

/**
 * Adds `GET /sources/<pack>/<file>?edition=…#L18`, a page with a vendor's text, and `GET /sources`, the list of them. A link to
 * another edition shows the current one with a notice, because the quoted text is usually still there.
 */
export function addSourcePages(server: Server, advisor: () => Advisor, access: AccessConfig): void {
  const add = (path: string, write: (request: Request) => Written) => {
    const handle = (request: Request, response: Response, next: () => void) => {
      send(
        request,
        response,
        mayReadSources(request, access)
          ? write(request)
          : { status: 403, page: writeSourcesClosed(advisor().words) },
      );
      next();
    };
    server.get(path, handle);
    server.head(path, handle);
  };
  add('/sources', () => ({ status: 200, page: writeSourceList(advisor(), false) }));
  add('/sources/', () => ({ status: 200, page: writeSourceList(advisor(), false) }));
  add('/sources/:pack', () => ({ status: 404, page: writeSourceList(advisor(), true) }));
  add('/sources/:pack/*', (request) => show(advisor(), request));
}

interface Written {
  readonly status: 200 | 403 | 404;
  readonly page: string;
}

const paramsSchema = z.object({ pack: z.string(), '*': z.string() });

/** Longer editions are cut; none of our links is longer. */
const LONGEST_EDITION = 200;

function show(advisor: Advisor, request: Request): Written {
  const { pack, '*': file } = paramsSchema.parse(request.params);
  const knowledge = advisor.packs.find((ready) => ready.knowledge.id === pack)?.knowledge;
  const source = knowledge?.sources.find((each) => each.file === file);
  if (knowledge === undefined || source === undefined)
    return { status: 404, page: writeSourceList(advisor, true) };
  const linked = new URLSearchParams(request.getQuery()).get('edition') ?? '';
  const shown = { knowledge, source, words: advisor.words };
  return { status: 200, page: writeSourcePage(shown, linked.slice(0, LONGEST_EDITION)) };
}

function send(request: Request, response: Response, { status, page }: Written): void {
  setPagePolicy(response);
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('cache-control', 'private, no-cache');
  if (status === 200) sendTagged(request, response, tag(page));
  else response.sendRaw(status, page);
}
