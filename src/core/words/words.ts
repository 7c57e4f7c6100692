import type { Grammar } from '../understanding/grammar.ts';
import type { Flow } from '../consultation/flow.ts';
import type { WordKey, WordHoles } from '../../contract/index.ts';

/** Every sentence of one language. `say` fills a sentence's holes; it never fails on a validated file. */
export interface Words {
  readonly language: string;
  say<K extends WordKey>(key: K, ...holes: WordHoles<K>): string;
}

/** The content of `dialogs/`: flows, and the words and grammar of each language. */
export interface Dialogs {
  readonly flows: readonly Flow[];
  readonly words: ReadonlyMap<string, Words>;
  readonly grammars: ReadonlyMap<string, Grammar>;
}
