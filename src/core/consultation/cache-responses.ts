import { citationsIn } from '../answers/render-text.ts';
import type { AnswerContext } from '../answers/answer-context.ts';
import type { Facts, FactValue } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { memoize } from '../model/memoize.ts';
import type { Topic } from '../model/topic.ts';
import type { Flow } from '../model/flow.ts';
import { PROPOSED_VIA, type TopicResponse } from './respond-with-advice.ts';

type Respond = (context: AnswerContext, flows: readonly Flow[], topic: Topic, facts: Facts) => TopicResponse;

/** So many responses are kept for each pack and language; the one used longest ago goes first. */
const MOST_KEPT = 500;
/** What cites more or offers more choices is not kept, nor what was told as one of more values: packs can be large. */
const LARGEST_KEPT = 60;
const MOST_VALUES = 20;

/**
 * Composes each response once, as the same object each time, so that whatever is made of a response can be kept with it.
 * This is no cache of answers by questions: every message is read, whatever was asked before. But users word their
 * questions in endless ways and have few servers, and a response depends on the pack, the words, the topic and the facts
 * alone. Content that was read again is another pack. What a user named in words of their own is never kept.
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

/** A topic and facts as text, in the order told, which answers keep; undefined where their response is not kept. */
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
      // The stops of a proposed route may be named in the user's words.
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
