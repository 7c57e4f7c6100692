import { normalizePhrase } from '../understanding/tokenize.ts';
import { push } from './push.ts';
import type { Rule } from './rule.ts';

/** Rules by the words of their quotes, in the order of the pack; the words as messages are compared with them. */
export function indexByWord(rules: Iterable<Rule>): ReadonlyMap<string, readonly Rule[]> {
  const byWord = new Map<string, Rule[]>();
  for (const rule of rules) {
    const words = new Set(rule.citations.flatMap(({ quote }) => normalizePhrase(quote)));
    for (const word of words) push(byWord, word, rule);
  }
  return byWord;
}
