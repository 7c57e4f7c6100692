import { citationsIn } from '../answers/render-text.ts';
import type { AnswerContext } from '../answers/answer-context.ts';
import type { Facts, FactValue } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { memoize } from '../model/memoize.ts';
import type { Topic } from '../model/topic.ts';
import type { Flow } from '../model/flow.ts';
import { PROPOSED_VIA, type TopicResponse } from './respond-with-advice.ts';

type Respond = (context: AnswerContext, flows: readonly Flow[], topic: Topic, facts: Facts) => TopicResponse;

/** How many responses are kept for a pack and language. The one that was used longest ago is dropped first. */
const MOST_KEPT = 500;
/** Responses with more citations and choices than this, or facts with more values, are not kept: packs can be large. */
const LARGEST_KEPT = 60;
const MOST_VALUES = 20;

/**
 * Caches the responses of `compose` by topic and facts; pack, words and flows are compared by identity, so content that was
 * loaded again starts anew. Users ask in many words about few servers, so most messages lead to a response that was
 * composed before. The same object is returned each time, so that results made from it can be memoized too. Responses
 * with the user's own words are never kept. Messages themselves are always read.
 */
export function cacheResponses(compose: Respond): Respond {
  const keptFor = memoize<readonly Flow[], (context: AnswerContext) => Map<string, TopicResponse>>(() =>
    memoize(() => new Map()),
  );
  return (context, flows, topic, facts) => {
    const key = keyOf(context.knowledge, topic, facts);
    if (key === undefined) return compose(context, flows, topic, facts);
    const kept = keptFor(flows)(context);
    const known = kept.get(key);
    const response = known ?? compose(context, flows, topic, facts);
    if (known === undefined && sizeOf(response) > LARGEST_KEPT) return response;
    kept.delete(key);
    kept.set(key, response);
    const [oldest] = kept.size > MOST_KEPT ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return response;
  };
}

/** The key of a response. Facts stay in the order in which they were told, as in answers. Undefined: not to be kept. */
function keyOf(knowledge: Knowledge, topic: Topic, facts: Facts): string | undefined {
  if ('said' in topic || 'place' in topic) return undefined;
  for (const id in facts) {
    const value = facts[id];
    if (value !== undefined && !isKept(knowledge, id, value)) return undefined;
  }
  return JSON.stringify([topic, facts]);
}

function isKept({ products }: Knowledge, id: string, value: FactValue): boolean {
  switch (value.kind) {
    case 'is':
      // The stops of a proposed route may be the user's own words.
      return (
        value.values.length <= MOST_VALUES &&
        (id !== PROPOSED_VIA || value.values.every((stop) => products.has(stop)))
      );
    case 'unknown':
      return value.among.length <= MOST_VALUES;
    case 'outside':
      return value.said === '';
  }
}

function sizeOf({ documents, question }: TopicResponse): number {
  const cited = documents.reduce((sum, document) => sum + citationsIn(document).length, 0);
  return cited + (question?.choices.length ?? 0);
}
