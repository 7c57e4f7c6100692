import type { Knowledge } from '../knowledge/knowledge.ts';
import { memoize } from '../model/memoize.ts';
import type { Words } from '../model/words.ts';

/** What composing needs: the facts of a pack and the words of a language. */
export interface Voice {
  readonly knowledge: Knowledge;
  readonly words: Words;
}

/** The voice of a pack in a language: always the same object, so that what was composed with it is known by it. */
export function voiceOf(knowledge: Knowledge, words: Words): Voice {
  return voices(words)(knowledge);
}

const voices = memoize((words: Words) => memoize((knowledge: Knowledge): Voice => ({ knowledge, words })));
