import type { WordKey, WordHoles } from '../../contract/index.ts';

/** Every sentence of one language. `say` fills a sentence's holes; it never fails on a validated file. */
export interface Words {
  readonly language: string;
  say<K extends WordKey>(key: K, ...holes: WordHoles<K>): string;
}
