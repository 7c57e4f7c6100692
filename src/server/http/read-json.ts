import type { Request } from 'restify';
import type { Problem } from './problem.ts';

const LARGEST_BODY = 256 * 1024;
const DEEPEST_NESTING = 32;

/** Options of a route for its bodies. */
export interface JsonRules {
  /** The largest body in bytes; 256 KB by default. */
  readonly largest?: number;
  /** By default `__proto__` keys are left out, because the SDK copies activities with `Object.assign`; or they are refused. */
  readonly prototypeKeys?: keyof typeof PROTOTYPE_RULES;
}

export type JsonBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * Reads a request's body as JSON: at most 256 KB (or `largest`), at most 32 levels deep, UTF-8, not compressed. Everything
 * else is a problem (400, 413, 415).
 *
 * restify's bodyParser is not used: a false gzip header ends the process, and multipart bodies are written to disk.
 */
export async function readJson(
  request: Request,
  { largest = LARGEST_BODY, prototypeKeys = 'left-out' }: JsonRules = {},
): Promise<JsonBody> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return refuse(415, 'Compressed bodies are not accepted', 'Send the body without Content-Encoding.');
  }
  const [mediaType] = (request.headers['content-type'] ?? '').split(';');
  if (mediaType?.trim().toLowerCase() !== 'application/json') {
    return refuse(415, 'Only JSON is accepted', 'Send Content-Type: application/json.');
  }
  const bytes = await readBytes(request, largest);
  if (bytes === 'broken-off') return refuse(400, 'The body is incomplete', 'Send the whole body.');
  if (bytes === 'too-large')
    return refuse(413, 'The body is too large', `At most ${largest} bytes are accepted.`);
  return parseJson(bytes, prototypeKeys);
}

/** Reads the body into memory, up to the limit. */
function readBytes(request: Request, largest: number): Promise<Buffer | 'too-large' | 'broken-off'> {
  if (Number(request.headers['content-length'] ?? 0) > largest) return Promise.resolve('too-large');
  // A connection that is closed already emits no further event.
  if (request.destroyed) return Promise.resolve('broken-off');
  // Listeners instead of an async iterator, whose setup takes longer than reading a short body.
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onChunk = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largest) chunks.push(chunk);
      else end('too-large');
    };
    const onEnd = () => end(Buffer.concat(chunks));
    const onClose = () => end('broken-off');
    const end = (read: Buffer | 'too-large' | 'broken-off') => {
      request.off('data', onChunk).off('end', onEnd).off('error', onClose).off('close', onClose);
      // Not destroyed, because the refusal is sent over the same connection.
      if (read === 'too-large') request.pause();
      resolve(read);
    };
    // Without setEncoding a request's chunks are buffers.
    request.on('data', onChunk).on('end', onEnd).on('error', onClose).on('close', onClose);
  });
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(bytes: Buffer, prototypeKeys: keyof typeof PROTOTYPE_RULES): JsonBody {
  try {
    const text = UTF8.decode(bytes);
    if (nesting(text) > DEEPEST_NESTING) {
      return refuse(400, 'The JSON is nested too deeply', `At most ${DEEPEST_NESTING} levels are accepted.`);
    }
    const hasPrototype = /__proto__|\\u00[5-7]/iu.test(text);
    const value: unknown = hasPrototype ? JSON.parse(text, PROTOTYPE_RULES[prototypeKeys]) : JSON.parse(text);
    return { kind: 'json', value };
  } catch (error) {
    if (error === FORBIDDEN_KEY) return refuse(400, 'The JSON has a forbidden key', 'Leave "__proto__" out.');
    return refuse(400, 'The body is not valid JSON', 'Send one JSON object in UTF-8.');
  }
}

const FORBIDDEN_KEY = new Error('a __proto__ key');

/** Revivers for JSON.parse, by how `__proto__` keys are treated. */
const PROTOTYPE_RULES = {
  'left-out': (key: string, value: unknown) => (key === '__proto__' ? undefined : value),
  refused: (key: string, value: unknown) => {
    if (key === '__proto__') throw FORBIDDEN_KEY;
    return value;
  },
};

/** The depth of the brackets outside strings. It allocates nothing. */
function nesting(text: string): number {
  let level = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i += 1) {
    switch (text.charCodeAt(i)) {
      case SIGN.quote:
        i = closingQuote(text, i);
        break;
      case SIGN.brace:
      case SIGN.bracket:
        level += 1;
        if (level > deepest) deepest = level;
        break;
      case SIGN.closingBrace:
      case SIGN.closingBracket:
        level -= 1;
    }
  }
  return deepest;
}

/** The index of the quote that ends the string starting at `from`; the text's length if there is none. */
function closingQuote(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i += 1) {
    const sign = text.charCodeAt(i);
    if (sign === SIGN.quote) return i;
    if (sign === SIGN.backslash) i += 1;
  }
  return text.length;
}

const SIGN = {
  quote: 0x22,
  backslash: 0x5c,
  brace: 0x7b,
  closingBrace: 0x7d,
  bracket: 0x5b,
  closingBracket: 0x5d,
} as const;

function refuse(status: number, title: string, detail: string): JsonBody {
  return { kind: 'problem', problem: { status, title, detail } };
}
