import type { Request, Response, Server } from 'restify';

/** `GET /`: what runs here, for whoever opens the address in a browser. */
export function addHomeRoute(server: Server): void {
  server.get('/', (_request: Request, response: Response, next: () => void) => {
    response.setHeader('content-type', 'text/plain; charset=utf-8');
    response.sendRaw(200, HOME);
    next();
  });
}

const HOME = `Waymark

POST /api/messages   Bot Framework endpoint (the Bot Framework Emulator, Teams, Azure Bot Service)
GET  /healthz        whether this process answers
`;
