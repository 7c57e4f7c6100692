import type { NonEmpty } from '../model/non-empty.ts';
import type { ReferenceRule } from '../model/rule.ts';
import type { AnswerContext } from './answer-context.ts';
import type { ReferenceBlock } from './document.ts';
import { cited } from './sentence.ts';

/** Where to look or whom to ask: each address and each contact once, as printed in the text. */
export function composeReferences(
  { words }: AnswerContext,
  rules: readonly ReferenceRule[],
): readonly ReferenceBlock[] {
  return mergeReferences(rules).map((reference) => {
    const topic = [...new Set(reference.rules.map((rule) => rule.topic))].join('; ');
    const text =
      reference.url === undefined
        ? words.say('reference.contact', { topic, contact: reference.contact ?? '' })
        : words.say('reference.url', { topic, url: reference.url });
    return { said: cited(text, reference.rules), topic, url: reference.url, contact: reference.contact };
  });
}

/** References that lead to the same place, as one. */
interface MergedReference {
  readonly rules: NonEmpty<ReferenceRule>;
  readonly url: string | undefined;
  readonly contact: string | undefined;
}

/** Each address and contact with all the statements that give it, in the order of the text. */
function mergeReferences(rules: readonly ReferenceRule[]): readonly MergedReference[] {
  const merged = new Map<string, MergedReference>();
  for (const rule of rules) {
    const key = `${rule.url ?? ''}\n${rule.contact ?? ''}`;
    const same = merged.get(key);
    if (same === undefined) merged.set(key, { rules: [rule], url: rule.url, contact: rule.contact });
    else if (!same.rules.includes(rule)) merged.set(key, { ...same, rules: [...same.rules, rule] });
  }
  return [...merged.values()];
}
