import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Citation } from '../../contract/index.ts';
import { uniqueCitations } from '../model/citation.ts';
import type { AnswerDocument, Sentence } from './document.ts';
import { plain } from './sentence.ts';
import { sayQuote } from './say-quote.ts';
import type { AnswerContext } from './answer-context.ts';

/** At most this many statements are quoted. */
const MOST_NEAREST = 4;

/**
 * The nearest statements for an upgrade that is not covered: those on upgrades from `starts` to `ends`, else those on any
 * upgrade from `starts`. Each is quoted exactly.
 */
export function composeNearest(
  context: AnswerContext,
  starts: readonly string[],
  ends: readonly string[],
): Pick<AnswerDocument, 'nearest' | 'nearestLead'> {
  return quoteNearest(context, nearestCitations(context.knowledge, starts, ends));
}

/** The citations as quoted sentences, in reading order, with the line that introduces them; nothing if there are none. */
export function quoteNearest(
  context: AnswerContext,
  citations: readonly Citation[],
): Pick<AnswerDocument, 'nearest' | 'nearestLead'> {
  return quoteFirst(context, uniqueCitations(citations));
}

/** The same as `quoteNearest`, for citations that are unique and in reading order already. */
export function quoteFirst(
  context: AnswerContext,
  citations: readonly Citation[],
): Pick<AnswerDocument, 'nearest' | 'nearestLead'> {
  const shown = citations.slice(0, MOST_NEAREST);
  return leadNearest(
    context,
    shown.map((citation): Sentence => ({ text: sayQuote(context, citation), citations: [citation] })),
  );
}

/** The sentences with the line that introduces them; nothing if there are none. */
export function leadNearest(
  { words }: AnswerContext,
  nearest: readonly Sentence[],
): Pick<AnswerDocument, 'nearest' | 'nearestLead'> {
  return { nearest, nearestLead: nearest.length > 0 ? plain(words.say('nearest.lead')) : undefined };
}

function nearestCitations(
  knowledge: Knowledge,
  starts: readonly string[],
  ends: readonly string[],
): readonly Citation[] {
  const from = starts.flatMap((start) => knowledge.index.upgradesFrom.get(start) ?? []);
  const toEnds = from.filter((rule) => ends.includes(rule.to));
  return (toEnds.length > 0 ? toEnds : from).flatMap((rule) => rule.citations);
}
