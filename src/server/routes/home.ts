import type { Request, Response, Server } from 'restify';
import type { Config } from '../../config.ts';
import type { Advisor } from '../../core/index.ts';
import { writeHomePage, type ChatAccess, type DocsPage } from '../pages/home-page.ts';
import { setPagePolicy } from '../pages/page-policy.ts';
import { sendTagged, tag } from '../http/send-json.ts';
import { mayReadSources } from './source-pages.ts';

export interface HomeParts {
  readonly advisor: () => Advisor;
  readonly config: Pick<Config, 'publicWebchat' | 'allowedOrigins' | 'trustedProxies'>;
  readonly docs: readonly DocsPage[];
}

/** Adds `GET /`: the demo page for browsers; for programs and as `/?plain` a list of the addresses as text. */
export function addHomeRoute(server: Server, { advisor, config, docs }: HomeParts): void {
  const handle = (request: Request, response: Response, next: () => void) => {
    response.setHeader('vary', 'Accept');
    response.setHeader('cache-control', 'private, no-cache');
    if (takesPage(request)) {
      setPagePolicy(response, { framesOurs: true });
      response.setHeader('content-type', 'text/html; charset=utf-8');
      sendTagged(request, response, tag(writeHomePage(advisor(), accessOf(request, config), docs)));
    } else {
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      response.sendRaw(200, ADDRESSES);
    }
    next();
  };
  server.get('/', handle);
  server.head('/', handle);
}

/** Browsers accept `text/html` by name; other programs accept anything. */
function takesPage(request: Request): boolean {
  return (request.headers.accept ?? '').includes('text/html') && request.getQuery() !== 'plain';
}

function accessOf(request: Request, config: HomeParts['config']): ChatAccess {
  if (config.publicWebchat) return { kind: 'public', origins: config.allowedOrigins };
  return { kind: mayReadSources(request, config) ? 'machine' : 'closed' };
}

const ADDRESSES = `Waymark

GET  /                            a demo page with the web chat, for browsers
GET  /desk                        the desk page: ask while a customer waits
GET  /embed.js                    the web chat for a site, by one tag
GET  /sources                     the vendors' texts, for readers
POST /api/ask                     answers {"text", "facts"?, "settled"?, "pack"?}
POST /api/ask/batch               answers {"questions": [...]}, up to 100 of them
GET  /api/packs                   the packs, with the names for the ids in answers
GET  /api/sources/<pack>/<file>   a vendor's text, and which rules cite its lines
GET  /api/openapi.json            the description of these, for programs
POST /api/messages                Bot Framework endpoint (the Bot Framework Emulator, Teams, Azure Bot Service)
GET  /healthz                     whether this process answers
GET  /readyz                      whether messages can be taken
GET  /readyz/ask                  whether questions can be answered
`;
