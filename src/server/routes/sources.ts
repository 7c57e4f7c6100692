import type { Request, Server } from 'restify';
import { z } from 'zod';
import { coverageOf } from '../../content/index.ts';
import { memoize, type Advisor, type Knowledge, type Source } from '../../core/index.ts';
import { addApiRoute } from '../api/add-api-route.ts';
import type { ApiGuard } from '../api/create-api-guard.ts';
import type { SourceText } from '../../contract/index.ts';
import type { Problem } from '../http/problem.ts';
import { sendTaggedJson, tag, type Tagged } from '../http/send-json.ts';

/** Adds `GET /api/sources/<pack>/<file>?edition=…`, which gives a vendor's text with the rules that cite each line. */
export function addSourcesRoute(server: Server, advisor: () => Advisor, guard: ApiGuard): void {
  const bodies = memoize(
    (knowledge: Knowledge) =>
      new Map<string, Tagged>(
        knowledge.sources.map((source) => [
          source.file,
          tag(JSON.stringify(describeSource(knowledge, source))),
        ]),
      ),
  );
  addApiRoute(server, guard, {
    method: 'get',
    path: '/api/sources/:pack/*',
    handle: (request, response, caller) => {
      const tooMany = guard.count(caller, 1, response);
      if (tooMany !== undefined) return tooMany;
      const found = findSource(advisor(), request);
      if (found.kind === 'problem') return found.problem;
      const body = bodies(found.knowledge).get(found.source.file);
      if (body !== undefined) sendTaggedJson(request, response, body);
      return undefined;
    },
  });
}

type Found =
  | { readonly kind: 'source'; readonly knowledge: Knowledge; readonly source: Source }
  | { readonly kind: 'problem'; readonly problem: Problem };

const paramsSchema = z.object({ pack: z.string(), '*': z.string() });

function findSource({ packs }: Advisor, request: Request): Found {
  const params = paramsSchema.parse(request.params);
  const knowledge = packs.find((ready) => ready.knowledge.id === params.pack)?.knowledge;
  if (knowledge === undefined) {
    return notFound(
      `There is no such pack; there are ${packs.map((ready) => ready.knowledge.id).join(', ')}.`,
    );
  }
  const source = knowledge.sources.find(({ file }) => file === params['*']);
  if (source === undefined) {
    const files = knowledge.sources.map(({ file }) => file).join(', ');
    return notFound(`The pack has no such source; its sources are ${files}.`);
  }
  const edition = new URLSearchParams(request.getQuery()).get('edition');
  return edition === null || edition === source.edition
    ? { kind: 'source', knowledge, source }
    : notFound(`There is no such edition; the current one is "${source.edition}".`);
}

function notFound(detail: string): Found {
  return { kind: 'problem', problem: { status: 404, title: 'There is no such source', detail } };
}

/** A source as the API returns it. Withdrawn rules are included, because answers cite their lines too. */
function describeSource(knowledge: Knowledge, { file, title, edition, lines }: Source): SourceText {
  const cited = coverageOf(knowledge).lines.flatMap((covered): [string, string[]][] =>
    covered.kind === 'cited' && covered.source === file ? [[String(covered.line), [...covered.rules]]] : [],
  );
  return { pack: knowledge.id, file, title, edition, lines: [...lines], cited: Object.fromEntries(cited) };
}
