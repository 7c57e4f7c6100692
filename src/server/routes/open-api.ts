import type { Request, Response, Server } from 'restify';
import { memoize, type Advisor } from '../../core/index.ts';
import { addPreflight } from '../api/add-api-route.ts';
import { makeExamples } from '../api/api-examples.ts';
import type { ApiDoor } from '../api/api-door.ts';
import { describeApi } from '../api/open-api.ts';
import { sendProblem } from '../problem.ts';
import { sendTaggedJson, tag } from '../send-json.ts';

const PATH = '/api/openapi.json';

/**
 * `GET /api/openapi.json`: open to everyone, because clients are made from it. Its examples quote the packs, so only
 * callers who may ask see them.
 */
export function addOpenApiRoute(server: Server, advisor: () => Advisor, door: ApiDoor): void {
  const { needsKey } = door;
  const bare = tag(JSON.stringify(describeApi({ needsKey, examples: undefined })));
  const full = memoize((current: Advisor) =>
    tag(JSON.stringify(describeApi({ needsKey, examples: makeExamples(current) }))),
  );
  const describe = (request: Request, response: Response, next: () => void) => {
    response.setHeader('x-content-type-options', 'nosniff');
    const foreign = door.checkOrigin(request, response);
    response.setHeader('vary', 'Origin, Authorization, X-Api-Key');
    if (foreign !== undefined) sendProblem(request, response, foreign);
    else sendTaggedJson(request, response, door.recognize(request) === undefined ? bare : full(advisor()));
    next();
  };
  server.get(PATH, describe);
  server.head(PATH, describe);
  addPreflight(server, door, PATH, 'GET, HEAD');
}
