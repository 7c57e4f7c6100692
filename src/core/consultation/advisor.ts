import type { Knowledge } from '../knowledge/knowledge.ts';
import type { NonEmpty } from '../model/non-empty.ts';
import type { Grammar } from '../understanding/grammar.ts';
import type { Lexicon } from '../understanding/lexicon.ts';
import type { Words } from '../model/words.ts';
import type { Flow } from '../model/flow.ts';

/** A pack made ready for reading messages. */
export interface ReadyPack {
  readonly knowledge: Knowledge;
  readonly lexicon: Lexicon;
}

/** Everything that `advance` needs besides the consultation and the message; built once by `createAdvisor`. */
export interface Advisor {
  readonly packs: NonEmpty<ReadyPack>;
  readonly words: Words;
  readonly grammar: Grammar;
  /** How many words the longest move has. */
  readonly longestCommand: number;
  readonly flows: readonly Flow[];
}
