import type { Request, Response, Server } from 'restify';
import { memoize, type Advisor } from '../../core/index.ts';
import { addPreflight } from '../api/add-api-route.ts';
import { makeExamples } from '../api/api-examples.ts';
import type { ApiGuard } from '../api/create-api-guard.ts';
import { describeApi } from '../api/open-api.ts';
import { sendProblem } from '../http/problem.ts';
import { sendTaggedJson, tag } from '../http/send-json.ts';

const PATH = '/api/openapi.json';

/**
 * Adds `GET /api/openapi.json`. Everyone may read it, because client code is generated from it. Its examples quote the packs,
 * so only callers who may ask get them.
 */
export function addOpenApiRoute(server: Server, advisor: () => Advisor, guard: ApiGuard): void {
  const { needsKey } = guard;
  const bare = tag(JSON.stringify(describeApi({ needsKey, examples: undefined })));
  const full = memoize((current: Advisor) =>
    tag(JSON.stringify(describeApi({ needsKey, examples: makeExamples(current) }))),
  );
  const describe = (request: Request, response: Response, next: () => void) => {
    response.setHeader('x-content-type-options', 'nosniff');
    const foreign = guard.checkOrigin(request, response);
    response.setHeader('vary', 'Origin, Authorization, X-Api-Key');
    if (foreign !== undefined) sendProblem(request, response, foreign);
    else sendTaggedJson(request, response, guard.recognize(request) === undefined ? bare : full(advisor()));
    next();
  };
  server.get(PATH, describe);
  server.head(PATH, describe);
  addPreflight(server, guard, PATH, 'GET, HEAD');
}
