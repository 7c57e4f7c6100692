import type { Request, Response, Server } from 'restify';

/** `GET /`: what runs here, for whoever opens the address in a browser. */
export function addHomeRoute(server: Server): void {
  const handle = (_request: Request, response: Response, next: () => void) => {
    response.setHeader('content-type', 'text/plain; charset=utf-8');
    response.sendRaw(200, HOME);
    next();
  };
  server.get('/', handle);
  server.head('/', handle);
}

const HOME = `Waymark

GET  /desk                        the desk page: ask while a customer waits
POST /api/ask                     answers {"text", "facts"?, "settled"?, "pack"?}
POST /api/ask/batch               answers {"questions": [...]}, up to 100 of the same
GET  /api/packs                   the packs, with the names for the ids in answers
GET  /api/sources/<pack>/<file>   a vendor's text, and which rules cite its lines
GET  /api/openapi.json            the description of these, for programs
POST /api/messages                Bot Framework endpoint (the Bot Framework Emulator, Teams, Azure Bot Service)
GET  /healthz                     whether this process answers
GET  /readyz                      whether messages can be taken
GET  /readyz/ask                  whether questions can be answered
`;
