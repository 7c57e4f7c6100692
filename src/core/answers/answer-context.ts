import type { Knowledge } from '../knowledge/knowledge.ts';
import { memoize } from '../model/memoize.ts';
import type { Words } from '../model/words.ts';

/** What every answer is composed with: a pack, and the sentences of a language. */
export interface AnswerContext {
  readonly knowledge: Knowledge;
  readonly words: Words;
}

/** The context for a pack and a language: the same object each time, so that results can be memoized by it. */
export function answerContext(knowledge: Knowledge, words: Words): AnswerContext {
  return contexts(words)(knowledge);
}

const contexts = memoize((words: Words) =>
  memoize((knowledge: Knowledge): AnswerContext => ({ knowledge, words })),
);
