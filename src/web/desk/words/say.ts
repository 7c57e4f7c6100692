import { language, sentences } from 'virtual:sentences';
import type { WordHoles, WordKey } from '../../../contract/index.ts';
import { fillSentence } from '../../sentences/fill-sentence.ts';

/** What the page takes along of `dialogs/words/`: its own sentences, and those of the core that it recognises. */
export type DeskKey = Extract<
  WordKey,
  | `desk.${string}`
  | 'source.line'
  | 'source.line-own'
  | 'source.edition-word'
  | `verdict.${'direct-not-supported' | 'not-supported'}`
>;

export { language };

/** Says one of the page's sentences. A key that the build did not put in is a bug. */
export function say<K extends DeskKey>(key: K, ...[holes]: WordHoles<K>): string {
  const sentence = sentences[key];
  if (sentence === undefined)
    throw new Error(`no sentence for "${key}": the page was built from other words`);
  return fillSentence(sentence, holes ?? {}, language);
}

/** A sentence on a source. An edition that has the word in it, as "3rd edition" has, is not called one again. */
export function sayEdition(
  key: 'desk.source.edition' | 'desk.source.missing',
  file: string,
  edition: string,
) {
  const own = edition.toLowerCase().includes(say('source.edition-word').toLowerCase());
  return say(own ? `${key}-own` : key, { file, edition });
}

/** Several things as one enumeration, as the core writes it: "2.5, 4.0 or 4.5". */
export function sayList(items: readonly string[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type }).format(items);
}
