import type { Knowledge } from '../model/knowledge.ts';
import type { Words } from '../words/words.ts';

/** What composing needs: the facts of a pack and the words of a language. */
export interface Voice {
  readonly knowledge: Knowledge;
  readonly words: Words;
}
