import type { Request, Response, Server } from 'restify';

/** `GET /healthz`: this process answers. */
export function addHealthRoute(server: Server): void {
  server.get('/healthz', (_request: Request, response: Response, next: () => void) => {
    response.json(200, { status: 'ok' });
    next();
  });
}
