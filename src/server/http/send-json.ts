import { createHash } from 'node:crypto';
import fresh from 'fresh';
import type { Request, Response } from 'restify';

/** Sends a value as JSON with status 200, not to be cached. */
export function sendJson(response: Response, value: unknown): void {
  sendJsonText(response, 200, JSON.stringify(value));
}

/** Sends JSON text (in UTF-8 if it is a buffer), not to be cached. With a Content-Length, Node sends headers and text in one write. */
export function sendJsonText(response: Response, status: number, json: string | Buffer): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-length', String(Buffer.byteLength(json)));
  response.sendRaw(status, json);
}

/** A body that is sent many times, with its ETag. */
export interface Tagged {
  readonly body: Buffer;
  readonly etag: string;
}

/** A body with an ETag made from its content, so that it is the same on every instance. */
export function tag(content: string | Buffer): Tagged {
  const body = Buffer.from(content);
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

/** Sends a tagged body, or 304 if the caller has it. The route sets Content-Type and Cache-Control. */
export function sendTagged(request: Request, response: Response, { body, etag }: Tagged): void {
  response.setHeader('etag', etag);
  if (fresh(request.headers, { etag })) {
    response.sendRaw(304, '');
    return;
  }
  response.setHeader('content-length', String(body.length));
  response.sendRaw(200, body);
}

/** Sends tagged JSON that each caller may store, but must revalidate before it is used again. */
export function sendTaggedJson(request: Request, response: Response, tagged: Tagged): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'private, no-cache');
  sendTagged(request, response, tagged);
}
