import type { FactChanges, FactValue } from '../model/fact.ts';
import type { Topic } from '../model/topic.ts';
import type { Reading } from '../understanding/reading.ts';

/** More characters of a name that the pack does not have, and more stops of a proposed route, are not remembered. */
const LONGEST_NAME = 100;
const MOST_STOPS = 20;

/**
 * The reading with what it has in the user's own words cut to the length of names: this is repeated in answers and stored
 * with the conversation, and a message may be a whole page without a space.
 */
export function shortenNames(reading: Reading): Reading {
  const { facts, topics, via } = reading;
  return {
    ...reading,
    facts: Object.fromEntries(
      Object.entries(facts).map(([id, value]): [string, FactChanges[string]] => [id, shortenValue(value)]),
    ),
    topics: topics.map(shortenTopic),
    via: via.slice(0, MOST_STOPS).map(shorten),
  };
}

function shortenValue(value: FactValue | null): FactValue | null {
  return value?.kind === 'outside' ? { ...value, said: shorten(value.said) } : value;
}

function shortenTopic(topic: Topic): Topic {
  if (topic.kind === 'unnamed-component') return { ...topic, said: shorten(topic.said) };
  if (topic.kind === 'silence') return { ...topic, phrase: shorten(topic.phrase) };
  if (topic.kind === 'component' && topic.said !== undefined) return { ...topic, said: shorten(topic.said) };
  return topic.kind === 'running' && topic.place !== undefined
    ? { ...topic, place: shorten(topic.place) }
    : topic;
}

function shorten(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  // A character of two units is not cut in the middle.
  return `${name.slice(0, LONGEST_NAME - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
