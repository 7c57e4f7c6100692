import { parseFacts } from '../answers/parse-facts.ts';
import type { Facts } from '../model/fact.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import type { Advisor, ReadyPack } from './advisor.ts';

/** What a request says besides its texts. */
export interface KnownFacts {
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Facts that the texts do not change: they are as in `facts`, and not known if they are missing there. */
  readonly settled?: readonly string[];
  /** The only pack that shall answer. */
  readonly pack?: string;
}

/** A pack with the facts of a request, parsed for it. */
export interface PackWithFacts {
  readonly pack: ReadyPack;
  readonly facts: Facts;
  readonly settled: readonly string[];
}

export type RequestPacks =
  | { readonly kind: 'packs'; readonly packs: NonEmpty<PackWithFacts> }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** The packs that have all the facts of a request. If none has, the problems of the packs with the fewest problems. */
export function packsForRequest(advisor: Advisor, request: KnownFacts): RequestPacks {
  const { pack } = request;
  const asked =
    pack === undefined ? advisor.packs : advisor.packs.filter(({ knowledge }) => knowledge.id === pack);
  if (asked.length === 0) {
    const ids = advisor.packs.map(({ knowledge }) => knowledge.id).join(', ');
    return { kind: 'refused', problems: [`"${pack ?? ''}" is not a pack here; the packs are ${ids}`] };
  }
  const read = asked.map((ready) => checkFacts(ready, request));
  const packs = nonEmpty(
    read.flatMap(({ pack, facts, settled, problems }) =>
      problems.length === 0 ? [{ pack, facts, settled }] : [],
    ),
  );
  if (packs !== undefined) return { kind: 'packs', packs };
  const fewest = Math.min(...read.map(({ problems }) => problems.length));
  const nearest = read.filter(({ problems }) => problems.length === fewest);
  return {
    kind: 'refused',
    problems: nearest.flatMap(({ pack: { knowledge }, problems }) =>
      asked.length === 1 ? problems : problems.map((problem) => `in the pack ${knowledge.id}: ${problem}`),
    ),
  };
}

interface CheckedFacts extends PackWithFacts {
  readonly problems: readonly string[];
}

function checkFacts(pack: ReadyPack, request: KnownFacts): CheckedFacts {
  const { knowledge } = pack;
  const { facts = {}, settled = [] } = request;
  const sent = parseFacts(knowledge, facts);
  const ids = new Set(['installed', 'target', ...knowledge.facts.keys()]);
  const strange = settled
    .filter((id) => !ids.has(id))
    .map((id) => `settled: "${id}" is not a fact of ${knowledge.id}; its facts are ${[...ids].join(', ')}`);
  return {
    pack,
    facts: sent.kind === 'facts' ? sent.facts : {},
    settled,
    problems: [...(sent.kind === 'invalid' ? sent.problems : []), ...strange],
  };
}
