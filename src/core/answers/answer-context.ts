import type { Knowledge } from '../knowledge/knowledge.ts';
import { memoize } from '../model/memoize.ts';
import type { Words } from '../model/words.ts';

/** What composing needs: the facts of a pack and the words of a language. */
export interface AnswerContext {
  readonly knowledge: Knowledge;
  readonly words: Words;
}

/** The context of a pack in a language: always the same object, so that what was composed with it is known by it. */
export function answerContext(knowledge: Knowledge, words: Words): AnswerContext {
  return contexts(words)(knowledge);
}

const contexts = memoize((words: Words) =>
  memoize((knowledge: Knowledge): AnswerContext => ({ knowledge, words })),
);
