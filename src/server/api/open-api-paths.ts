import type { ApiExamples } from './api-examples.ts';
import type { SchemaName } from './component-schemas.ts';

/** The `paths` of the OpenAPI document. */
export function describePaths(examples: ApiExamples | undefined): object {
  return {
    '/api/ask': {
      post: {
        operationId: 'ask',
        summary: 'Answers one question.',
        requestBody: body('AskRequest', examples?.ask.request),
        responses: {
          200: ok('The answer.', 'Answer', examples?.ask.answer),
          400: problem('The body is malformed, or a fact or the pack is not known.', examples?.problem),
          ...BODY_PROBLEMS,
          ...PROBLEMS,
        },
      },
    },
    '/api/ask/batch': {
      post: {
        operationId: 'askBatch',
        summary: 'Answers up to 100 questions, each by itself. Each counts as one question.',
        requestBody: body('BatchRequest', examples?.batch.request),
        responses: {
          200: ok(
            'The answers in order. A question that was refused has its error in its place.',
            'BatchAnswers',
            examples?.batch.answers,
          ),
          400: problem('The batch is malformed, empty or too long.'),
          ...BODY_PROBLEMS,
          ...PROBLEMS,
        },
      },
    },
    '/api/packs': {
      get: {
        operationId: 'listPacks',
        summary: 'The packs, with the names for all ids in answers.',
        parameters: [KNOWN_TAG],
        responses: { 200: ok('The packs.', 'Packs'), 304: UNCHANGED, ...PROBLEMS },
      },
    },
    '/api/sources/{pack}/{file}': {
      get: {
        operationId: 'readSource',
        summary: "A vendor's text, and which rules cite its lines.",
        parameters: [
          parameter('pack', 'path', "The pack's id."),
          parameter('file', 'path', 'The file as citations name it, percent-encoded.'),
          parameter(
            'edition',
            'query',
            'The edition as citations name it. Only the current edition is found.',
          ),
          KNOWN_TAG,
        ],
        responses: {
          200: ok('The text.', 'Source'),
          304: UNCHANGED,
          404: problem('There is no such pack, file or edition. The detail lists the existing ones.'),
          ...PROBLEMS,
        },
      },
    },
    '/api/openapi.json': {
      get: {
        operationId: 'describe',
        summary: 'This document. Callers who may ask get it with examples.',
        security: [],
        parameters: [KNOWN_TAG],
        responses: {
          200: {
            description: 'An OpenAPI 3.1 document.',
            content: { 'application/json': { schema: { type: 'object' } } },
          },
          304: UNCHANGED,
        },
      },
    },
    '/readyz/ask': {
      get: {
        operationId: 'readyToAsk',
        summary: 'Whether questions can be answered now. It needs no database and no key.',
        security: [],
        responses: { 200: ok('They can.', 'Ready'), 503: problem('They cannot.') },
      },
    },
  };
}

function ref(name: SchemaName): object {
  return { $ref: `#/components/schemas/${name}` };
}

function media(name: SchemaName, example: unknown): object {
  return { schema: ref(name), ...(example === undefined ? {} : { example }) };
}

function body(name: SchemaName, example: unknown): object {
  return { required: true, content: { 'application/json': media(name, example) } };
}

function ok(description: string, name: SchemaName, example?: unknown): object {
  return { description, content: { 'application/json': media(name, example) } };
}

function problem(description: string, example?: unknown, headers?: object): object {
  const content = { 'application/problem+json': media('Problem', example) };
  return { description, content, ...(headers === undefined ? {} : { headers }) };
}

function header(name: string, description: string, schema: object): object {
  return { [name]: { description, schema } };
}

function parameter(name: string, place: 'path' | 'query' | 'header', description: string): object {
  return { name, in: place, description, required: place === 'path', schema: { type: 'string' } };
}

const KNOWN_TAG = parameter('If-None-Match', 'header', 'The ETag of the version that the caller has.');

const UNCHANGED = { description: 'The caller has it already.' };

const PROBLEMS = {
  401: problem(
    'A key is needed, or the key is wrong.',
    undefined,
    header('WWW-Authenticate', 'The scheme by which a key is sent.', { type: 'string' }),
  ),
  403: problem(
    'No keys are set and the caller is not on this machine, or the page that calls has an origin that is not allowed.',
  ),
  429: problem(
    'The caller has sent too many questions.',
    undefined,
    header('Retry-After', 'Seconds to wait.', { type: 'integer', minimum: 1 }),
  ),
  500: problem('The server failed. The response does not say why.'),
};

const BODY_PROBLEMS = {
  413: problem('The body is larger than 256 KB, that of a batch than 1 MB.'),
  415: problem('The body is not JSON, or is compressed.'),
};
