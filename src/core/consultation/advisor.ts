import type { Knowledge } from '../knowledge/knowledge.ts';
import type { NonEmpty } from '../model/non-empty.ts';
import type { Grammar } from '../understanding/grammar.ts';
import type { Lexicon } from '../understanding/lexicon.ts';
import type { Words } from '../model/words.ts';
import type { Flow } from '../model/flow.ts';

/** A pack with its lexicon: the phrases by which messages about it are read. */
export interface ReadyPack {
  readonly knowledge: Knowledge;
  readonly lexicon: Lexicon;
}

/** Everything that `advance` needs besides the consultation and the message. `createAdvisor` builds it. */
export interface Advisor {
  readonly packs: NonEmpty<ReadyPack>;
  readonly words: Words;
  readonly grammar: Grammar;
  /** How many words the longest command has. */
  readonly longestCommand: number;
  readonly flows: readonly Flow[];
}
