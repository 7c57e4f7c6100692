import { createHash } from 'node:crypto';
import type { Request, Response } from 'restify';

/** Sends a JSON body that is made for this request. */
export function sendJson(response: Response, value: unknown): void {
  sendJsonText(response, 200, JSON.stringify(value));
}

/** Sends JSON that is text already. Given its length, Node sends a text together with its headers in one write. */
export function sendJsonText(response: Response, status: number, json: string): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-length', String(Buffer.byteLength(json)));
  response.sendRaw(status, json);
}

/** A body that is sent again and again, with the tag by which a caller knows that it has not changed. */
export interface Tagged {
  readonly body: Buffer;
  readonly etag: string;
}

/** Tags a body by its content. */
export function tag(content: string | Buffer): Tagged {
  const body = Buffer.from(content);
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

/** Sends a tagged body, or 304 to a caller that has it. Content-Type and Cache-Control are for the caller to set. */
export function sendTagged(request: Request, response: Response, { body, etag }: Tagged): void {
  response.setHeader('etag', etag);
  if (isKnown(request.headers['if-none-match'], etag)) {
    response.sendRaw(304, '');
    return;
  }
  response.setHeader('content-length', String(body.length));
  response.sendRaw(200, body);
}

/** Sends tagged JSON that each caller may keep but must ask about before using it again. */
export function sendTaggedJson(request: Request, response: Response, tagged: Tagged): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'private, no-cache');
  sendTagged(request, response, tagged);
}

/** RFC 9110, section 13.1.2: any of a list, compared weakly. */
function isKnown(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((entry) => entry.trim().replace(/^W\//u, ''));
  return tags.includes(etag) || tags.includes('*');
}
