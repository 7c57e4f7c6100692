import type { Lexicon } from './lexicon.ts';
import { means, type Segment } from './segment.ts';
import type { Token } from './tokenize.ts';

/** Fewer words than this say nothing about a language. */
const LEAST_WORDS = 2;

/** Stands for a language that is written in other letters than the names of the products. */
const OTHER_SCRIPT = 'und';
const OTHER_LETTERS = /[^\P{L}\p{Script=Latin}\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}]/u;

/** Whether there are words in other letters and, besides names, few in these: a question in another script. */
function isOtherScript(tokens: readonly Token[]): boolean {
  const others = tokens.filter(({ norm }) => OTHER_LETTERS.test(norm)).length;
  if (others === 0) return false;
  const small = tokens.filter(({ norm, capital }) => !capital && /^\p{Script=Latin}/u.test(norm)).length;
  return others >= small;
}

/** The language of a message in which more words are another language's common ones than this language's. */
export function foreignLanguage(
  { foreign, vocabulary }: Pick<Lexicon, 'foreign' | 'vocabulary'>,
  tokens: readonly Token[],
  segments: readonly Segment[],
): string | undefined {
  if (isOtherScript(tokens)) return OTHER_SCRIPT;
  const counts = new Map<string, number>();
  for (const { norm } of tokens) {
    const language = vocabulary.has(norm) ? undefined : foreign.get(norm);
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  if (counts.size === 0) return undefined;
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  const own = segments.filter((part) => means(part, 'question-word') || means(part, 'flow')).length;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return most !== undefined && total >= LEAST_WORDS && total > own ? most[0] : undefined;
}
