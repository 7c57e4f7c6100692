import type { Server } from 'restify';
import { memoize, type Advisor, type Knowledge } from '../../core/index.ts';
import { addApiRoute } from '../api/add-api-route.ts';
import type { ApiGuard } from '../api/create-api-guard.ts';
import type { PackNames } from '../../contract/index.ts';
import { sendTaggedJson, tag } from '../http/send-json.ts';

/** Adds `GET /api/packs`, which gives the names for all ids in answers. */
export function addPacksRoute(server: Server, advisor: () => Advisor, guard: ApiGuard): void {
  const packs = memoize(({ packs }: Advisor) =>
    tag(JSON.stringify(packs.map(({ knowledge }) => describePack(knowledge)))),
  );
  addApiRoute(server, guard, {
    method: 'get',
    path: '/api/packs',
    handle: (request, response, caller) => {
      const tooMany = guard.count(caller, 1, response);
      if (tooMany === undefined) sendTaggedJson(request, response, packs(advisor()));
      return tooMany;
    },
  });
}

/** A pack as the API returns it. */
export function describePack(knowledge: Knowledge): PackNames {
  const { id, title, language, owner, families, products, facts, sources } = knowledge;
  return {
    id,
    title,
    language,
    owner: { name: owner.name, address: owner.address },
    families: [...families.values()].map((family) => ({ id: family.id, name: family.name })),
    products: [...products.values()].map(({ id, family, name, version, edition }) => ({
      id,
      family,
      name,
      version: version?.text ?? '',
      edition: edition ?? '',
    })),
    facts: [...facts.values()].map(({ id, role, prompt, choices }) => ({
      id,
      role,
      prompt,
      choices: choices.map((choice) => ({ id: choice.id, label: choice.label })),
    })),
    sources: sources.map(({ file, title, edition }) => ({ file, title, edition })),
  };
}
