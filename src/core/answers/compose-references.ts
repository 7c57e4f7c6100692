import type { ReferenceRule } from '../model/rule.ts';
import type { ReferenceBlock } from './document.ts';
import { mergeReferences } from './merge-references.ts';
import { cited } from './sentence.ts';
import type { Voice } from './voice.ts';

/** Where to look or whom to ask, each address once, as printed in the text. */
export function composeReferences(
  { words }: Voice,
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
