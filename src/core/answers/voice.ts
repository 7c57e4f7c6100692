import type { Knowledge } from '../model/knowledge.ts';
import { onceFor } from '../once-for.ts';
import type { Words } from '../words/words.ts';

/** What composing needs: the facts of a pack and the words of a language. */
export interface Voice {
  readonly knowledge: Knowledge;
  readonly words: Words;
}

/** The voice of a pack in a language: always the same object, so that what was composed with it is known by it. */
export function voiceOf(knowledge: Knowledge, words: Words): Voice {
  return voices(words)(knowledge);
}

const voices = onceFor((words: Words) => onceFor((knowledge: Knowledge): Voice => ({ knowledge, words })));
