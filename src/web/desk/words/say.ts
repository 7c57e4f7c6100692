import { language, sentences } from 'virtual:sentences';
import type { WordHoles, WordKey } from '../../../contract/index.ts';
import { fillSentence } from '../../sentences/fill-sentence.ts';

/** The sentences of `dialogs/words/` in this page: its own, and those of the core that it recognises in answers. */
export type DeskKey = Extract<
  WordKey,
  | `desk.${string}`
  | 'source.line'
  | 'source.line-own'
  | 'source.edition-word'
  | `verdict.${'direct-not-supported' | 'not-supported'}`
>;

export { language };

/** One of the page's sentences, with its holes filled. Throws if the build did not include the key. */
export function say<K extends DeskKey>(key: K, ...[holes]: WordHoles<K>): string {
  const sentence = sentences[key];
  if (sentence === undefined)
    throw new Error(
      `no sentence for "${key}": the page was built with another dialogs/words; build it again`,
    );
  return fillSentence(sentence, holes ?? {}, language);
}

/** A sentence about a source. If the edition's name contains the word "edition", the sentence does not repeat it. */
export function sayEdition(
  key: 'desk.source.edition' | 'desk.source.missing',
  file: string,
  edition: string,
) {
  const own = edition.toLowerCase().includes(say('source.edition-word').toLowerCase());
  return say(own ? `${key}-own` : key, { file, edition });
}

/** Several items as one enumeration, as in the core: "2.5, 4.0 or 4.5". */
export function sayList(items: readonly string[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type }).format(items);
}
