import type { Topic } from '../model/topic.ts';
import { splitClauses } from './clauses.ts';
import type { NameWords } from './find-unnamed-component.ts';
import { readClause } from './read-clause.ts';
import type { RoledMention } from './roled-mention.ts';
import type { Segment } from './segment.ts';

/** What a message asks, clause by clause. */
export interface TopicReading {
  /** In the order of the message, each once; the advice itself is `{ kind: 'advice' }`. */
  readonly topics: readonly Topic[];
}

/**
 * Reads what is asked. Each clause of a message can ask something; a component that is only named beside a question
 * about the upgrade ("with Site Server, can I upgrade?") is part of the circumstances and no question of its own.
 */
export function readTopics(
  segments: readonly Segment[],
  roled: readonly RoledMention[],
  words: NameWords,
): TopicReading {
  const known = new Set(
    roled.flatMap(({ mention }) =>
      mention.products.length > 0 || mention.outside?.family !== undefined ? [segments[mention.from]] : [],
    ),
  );
  const clauses = splitClauses(segments).map((clause) =>
    readClause(clause, words, (part) => known.has(part)),
  );
  const asksAdvice = clauses.some((clause) => clause.advice && clause.topics.length === 0);
  const topics = clauses.flatMap((clause): readonly Topic[] => {
    const asked =
      asksAdvice && !clause.question
        ? clause.topics.filter((topic) => topic.kind !== 'component')
        : clause.topics;
    if (asked.length > 0) return asked;
    return clause.advice ? [{ kind: 'advice' }] : [];
  });
  const distinct = [
    ...new Map(mergeReferences(topics).map((topic) => [JSON.stringify(topic), topic])).values(),
  ];
  return {
    topics: distinct.some(({ kind }) => kind === 'reference' || kind === 'statement')
      ? distinct.filter(({ kind }) => kind !== 'silence')
      : distinct,
  };
}

function mergeReferences(topics: readonly Topic[]): readonly Topic[] {
  const references = topics.filter((topic) => topic.kind === 'reference');
  const [first] = references;
  if (first === undefined) return topics;
  const families = [...new Set(references.flatMap((topic) => topic.families ?? []))];
  const merged: Topic = {
    kind: 'reference',
    topics: [...new Set(references.flatMap((topic) => topic.topics))],
    ...(families.length > 1 ? { families } : {}),
  };
  return topics
    .filter((topic) => topic.kind !== 'reference' || topic === first)
    .map((topic) => (topic === first ? merged : topic));
}
