import { type Citation, OTHER, UNKNOWN } from '../contract/index.ts';
import { citationKey, memoize, type Knowledge, type Reply } from '../core/index.ts';
import type { TurnEvent } from '../turn/index.ts';

/**
 * The event that is recorded of a turn; undefined if the turn answered nothing. It has ids of the pack only: any other value
 * of a fact is recorded as `other`, so that no word of a user is kept.
 * @param app the version of Waymark
 */
export function buildTurnEvent(replies: readonly Reply[], app: string): TurnEvent | undefined {
  const [reply] = replies;
  if (reply === undefined || reply.answer.kind === 'chat') return undefined;
  const { kind, verdict, pack, facts, citations } = reply.answer;
  const { knowledge } = reply.context;
  return {
    kind,
    verdict,
    pack,
    edition: pack === null ? null : editionsOf(knowledge),
    app,
    facts: Object.fromEntries(
      Object.entries(facts).map(([fact, value]) => [fact, known(knowledge, fact, value)]),
    ),
    rules: rulesOf(knowledge)(citations),
  };
}

const editionsOf = memoize(({ sources }: Knowledge) =>
  [...new Set(sources.map(({ edition }) => edition))].join(', '),
);

/** The ids of the rules that an answer cites, by its list of citations. */
const rulesOf = memoize((knowledge: Knowledge) =>
  memoize((citations: readonly Citation[]): readonly string[] => [
    ...new Set(citations.flatMap((citation) => rulesByQuote(knowledge).get(citationKey(citation)) ?? [])),
  ]),
);

/** The ids of the rules with each quote. Several rules may cite the same sentence. */
const rulesByQuote = memoize(({ rules }: Knowledge): ReadonlyMap<string, readonly string[]> => {
  const byQuote = new Map<string, string[]>();
  for (const { id, citations } of rules.values()) {
    for (const key of citations.map(citationKey)) byQuote.set(key, [...(byQuote.get(key) ?? []), id]);
  }
  return byQuote;
});

function known(
  knowledge: Knowledge,
  fact: string,
  value: string | readonly string[],
): string | readonly string[] {
  const isKnown = (id: string) =>
    id === UNKNOWN ||
    knowledge.products.has(id) ||
    (knowledge.facts.get(fact)?.choices.some((choice) => choice.id === id || choice.values.includes(id)) ??
      false);
  const one = (id: string) => (isKnown(id) ? id : OTHER);
  return typeof value === 'string' ? one(value) : value.map(one);
}
