import type { Request } from 'restify';
import type { Problem } from './problem.ts';

/** Why restify's bodyParser is not used: a false gzip header ends the process, and multipart is written to disk. */
const LARGEST_BODY = 256 * 1024;
const DEEPEST_NESTING = 32;

export type JsonBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * Reads a request's body as JSON: at most 256 KB, at most 32 levels deep, UTF-8, not compressed. Everything else is a
 * problem (400, 413, 415). A `__proto__` key is left out, because the SDK copies activities with `Object.assign`.
 */
export async function readJson(request: Request): Promise<JsonBody> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return refuse(415, 'Compressed bodies are not accepted', 'Send the body without Content-Encoding.');
  }
  const [mediaType] = (request.headers['content-type'] ?? '').split(';');
  if (mediaType?.trim().toLowerCase() !== 'application/json') {
    return refuse(415, 'Only JSON is accepted', 'Send Content-Type: application/json.');
  }
  const bytes = await readBytes(request).catch(() => 'broken-off' as const);
  if (bytes === 'broken-off') return refuse(400, 'The body broke off', 'Send the whole body.');
  if (bytes === 'too-large')
    return refuse(413, 'The body is too large', `At most ${LARGEST_BODY} bytes are accepted.`);
  return parseJson(bytes);
}

/** The body as far as the limit; what is above is not kept. */
async function readBytes(request: Request): Promise<Buffer | 'too-large'> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) return 'too-large';
  const chunks: Buffer[] = [];
  let size = 0;
  // Left early, the stream must live on: the refusal is sent over the same connection.
  const stream: AsyncIterable<unknown> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of stream) {
    // Without setEncoding a request's chunks are buffers.
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > LARGEST_BODY) return 'too-large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer): JsonBody {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (nesting(text) > DEEPEST_NESTING) {
      return refuse(400, 'The JSON is nested too deeply', `At most ${DEEPEST_NESTING} levels are accepted.`);
    }
    const hasPrototype = /__proto__|\\u005f/iu.test(text);
    const value: unknown = hasPrototype ? JSON.parse(text, withoutPrototype) : JSON.parse(text);
    return { kind: 'json', value };
  } catch {
    return refuse(400, 'The body is not valid JSON', 'Send one JSON object in UTF-8.');
  }
}

function withoutPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

/** The deepest level of brackets outside strings, found without building anything. */
function nesting(text: string): number {
  let level = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i];
    if (inString) {
      if (sign === '\\') i += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{' || sign === '[') deepest = Math.max(deepest, (level += 1));
    else if (sign === '}' || sign === ']') level -= 1;
  }
  return deepest;
}

function refuse(status: number, title: string, detail: string): JsonBody {
  return { kind: 'problem', problem: { status, title, detail } };
}
