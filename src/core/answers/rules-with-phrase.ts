import type { Citation } from '../../contract/index.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { appendTo } from '../model/group-by.ts';
import { memoize } from '../model/memoize.ts';
import type { Rule } from '../model/rule.ts';
import { normalizePhrase } from '../understanding/tokenize.ts';

/** The rules whose quotes contain a phrase word for word, in the order of the pack. Withdrawn rules do not count. */
export function rulesWithPhrase(knowledge: Knowledge, phrase: string): readonly Rule[] {
  const words = normalizePhrase(phrase);
  const byWord = rulesByWord(knowledge);
  const [rarest = []] = words.map((word) => byWord.get(word) ?? []).sort((a, b) => a.length - b.length);
  if (words.length === 1) return rarest;
  const wanted = ` ${words.join(' ')} `;
  const contains = ({ quote }: Citation) => ` ${normalizePhrase(quote).join(' ')} `.includes(wanted);
  return rarest.filter((rule) => rule.citations.some(contains));
}

/** Rules by the words of their quotes. It is built for a pack when a question first needs it. */
const rulesByWord = memoize((knowledge: Knowledge): ReadonlyMap<string, readonly Rule[]> => {
  const byWord = new Map<string, Rule[]>();
  for (const rule of knowledge.rules.values()) {
    if (rule.withdrawn !== undefined) continue;
    const words = new Set(rule.citations.flatMap(({ quote }) => normalizePhrase(quote)));
    for (const word of words) appendTo(byWord, word, rule);
  }
  return byWord;
});
