import type { ApiExamples } from './api-examples.ts';
import { componentSchemas } from './component-schemas.ts';
import { describePaths } from './open-api-paths.ts';

/** What the OpenAPI document depends on. */
export interface ApiDescription {
  /** Whether callers need a key. If not, the API serves its own machine only. */
  readonly needsKey: boolean;
  /** Undefined for callers who may not ask, because examples quote the packs. */
  readonly examples: ApiExamples | undefined;
}

/** The version of the API, not of the program. */
const API_VERSION = '1.1.0';

/**
 * The OpenAPI 3.1 document of the ask API. Its schemas are those that validate requests and, in the tests, responses.
 */
export function describeApi({ needsKey, examples }: ApiDescription): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waymark ask API',
      version: API_VERSION,
      summary: "Upgrade questions, answered from vendors' texts with the lines that say so.",
      description:
        'Stateless: a request changes nothing. The same question and facts get the same answer as long as the content ' +
        'is the same. Fields may be added to answers; ignore those that you do not know. ' +
        (needsKey
          ? 'Callers need an API key.'
          : 'No API keys are set: only callers on its own machine are served.'),
    },
    servers: [{ url: '/' }],
    security: needsKey ? [{ bearer: [] }, { apiKey: [] }] : [],
    paths: describePaths(examples),
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'One of the keys that the operator has set.' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'The same keys.' },
      },
    },
  };
}
