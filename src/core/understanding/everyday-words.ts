import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Steps } from '../model/steps.ts';
import type { Grammar } from './grammar.ts';
import { normalizePhrase } from './tokenize.ts';
import { buildTypoIndex, type TypoIndex } from './typo-index.ts';

/** Words that are no name of anything else: the language's own, and the names in the vendor's own text. */
export interface EverydayWords {
  readonly words: ReadonlySet<string>;
  readonly vendor: ReadonlySet<string>;
  /** Endings of words that are made and not named: "inherited", "recently". */
  readonly endings: readonly string[];
  readonly typos: Pick<TypoIndex, 'isNear'>;
}

/** Gathers them from the grammar's phrases (`phrases`, as they are compared), its everyday words, and the pack's texts. */
export function* everydayWords(
  knowledge: Knowledge,
  grammar: Grammar,
  phrases: Iterable<string>,
): Steps<EverydayWords> {
  const everyday = [...phrases, ...grammar.everyday.flatMap(normalizePhrase)];
  return {
    words: new Set(everyday),
    vendor: yield* vendorWords(knowledge),
    endings: grammar.everydayEndings,
    typos: yield* buildTypoIndex(everyday),
  };
}

/** Whether a word is no name: everyday, made like everyday words, or a possessive, such as "Bob's". */
export function isEveryday({ words, endings }: EverydayWords, norm: string, written: string): boolean {
  return (
    words.has(norm) ||
    endings.some((ending) => norm.length > ending.length + 2 && norm.endsWith(ending)) ||
    /['’]s?$/i.test(written)
  );
}

/** Words with a capital letter in the vendor's own text: the vendor's name and its products'. */
function* vendorWords({ sources }: Knowledge): Steps<ReadonlySet<string>> {
  const words = new Set<string>();
  for (const { lines } of sources)
    for (const line of lines) {
      yield;
      for (const [word] of line.matchAll(/\p{Lu}[\p{L}\p{N}]+/gu)) words.add(word.toLowerCase());
    }
  return words;
}
